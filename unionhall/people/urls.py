from django.urls import path

from .desk import merging, person, posts, rolls
from .home import join, own

app_name = "people"
urlpatterns = [
    path("join/", join.join, name="join"),
    path("my/data/", own.data, name="my-data"),
    path("my/data/phone/", own.phone, name="my-phone"),
    path("my/data/consents/<int:pk>/", own.withdraw, name="withdraw-consent"),
    path("my/membership/", own.membership, name="my-membership"),
    path("my/card/", own.card, name="my-card"),
    path("card/<str:code>/", own.card_check, name="card-check"),
    path("desk/people/", rolls.roll, name="roll"),
    path("desk/people/export/", rolls.export, name="roll-export"),
    path("desk/people/new/", person.new, name="new"),
    path("desk/people/merge/", merging.merge, name="merge"),
    path("desk/people/posts/", posts.posts, name="posts"),
    path("desk/people/posts/new/", posts.new, name="post-new"),
    path("desk/people/posts/<int:pk>/end/", posts.end, name="post-end"),
    path("desk/people/<int:person_id>/", person.person, name="person"),
    path("desk/people/<int:person_id>/edit/", person.edit, name="edit"),
    path("desk/people/<int:person_id>/phone/", person.phone, name="phone"),
    path("desk/people/<int:person_id>/unmask/", person.unmask, name="unmask"),
    path("desk/people/<int:person_id>/end/", person.end, name="end"),
    path("desk/people/<int:person_id>/retain/", person.retain, name="retain"),
    path("desk/people/<int:person_id>/resume/", person.resume, name="resume"),
    path("desk/people/<int:person_id>/home/", person.home, name="home"),
    path("desk/people/<int:person_id>/family/", person.add_family, name="family"),
    path("desk/people/<int:person_id>/family/<int:pk>/", person.family_left, name="family-left"),
    path("desk/people/<int:person_id>/merges/<int:pk>/undo/", merging.undo, name="merge-undo"),
]

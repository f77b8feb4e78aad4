"""The same house in other clothes: English, large print, dark, without scripts, without a network, in absence."""

import pytest

from tests.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_in_english_large_and_dark(house, somebody, axe):
    worker = somebody("worker", on=PHONE)
    worker.opens("/").presses("English").sees("Rights complaint")
    assert worker.page.locator("html").get_attribute("lang") == "en"
    worker.opens("/services/rights.complaint/").presses("Start").sees("step 1 of 5")
    worker.opens("/").presses("中文").presses("大字版").presses("深色")
    html = worker.page.locator("html")
    assert "elder" in (html.get_attribute("class") or "")
    assert html.get_attribute("data-bs-theme") == "dark"
    assert worker.page.locator(".tabbar .call").is_visible(), "a telephone is always on the screen"
    axe(worker.page)
    for path in ("/services/", "/services/rights.complaint/1/", "/my/"):
        worker.opens(path)
        assert worker.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], path


def test_without_scripts_a_complaint_is_sent_and_followed(house, somebody):
    someone = somebody(on=PHONE, java_script_enabled=False)
    someone.opens("/services/rights.complaint/").presses("开始")
    someone.fills(employer=house.uncovered[0].name).presses("下一步").presses("下一步")
    someone.fills(cause="51", people="1").presses("下一步").fills(facts="两个月没发工资。").presses("下一步")
    someone.presses("下一步").fills(agree_0=True).presses("提交", within="main").sees("已提交", "查询码")
    number, code = (someone.reads(f".reference strong.number >> nth={n}") for n in (0, 1))

    another = somebody(on=PHONE, java_script_enabled=False)
    another.opens("/follow/").fills(number=number, code=code).presses("查看进度").sees(
        "已提交", house.townships[0].name
    )


def test_without_a_network_the_phone_says_so(house, somebody):
    worker = somebody(on=PHONE)
    worker.opens("/")
    worker.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    worker.page.reload()
    worker.page.wait_for_function("navigator.serviceWorker.controller !== null")
    worker.page.context.set_offline(True)
    worker.page.goto("/services/people.transfer/")
    worker.sees("现在没有网络")


def test_a_colleague_acts_in_absence_and_it_shows(house, somebody):
    case = house.case("rights.complaint", employer=house.uncovered[0])
    away, colleague = somebody("township"), somebody("organiser", on=DESKTOP)
    colleague.opens("/desk/")
    assert colleague.page.locator(".delegation").count() == 0
    away.opens("/desk/accounts/absences/").fills(
        first_day="2026-03-05", last_day="2026-03-09", colleague=str(house.organiser.pk), because="出差三天"
    )
    away.presses("安排", within="main form").sees("代办中")
    colleague.opens("/desk/")
    assert "五常街道总工会" in colleague.reads(".delegation")
    colleague.opens(f"/desk/cases/{case.number}/").presses("受理").presses("受理", within="main form").sees("办理中")
    away.opens(f"/desk/cases/{case.number}/").sees(house.organiser.name)

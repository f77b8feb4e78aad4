"""留痕 Audit: one line for every change and every privileged read, sealed into a hash chain within a minute."""

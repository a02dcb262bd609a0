"""The rules of case work, pure: grade, route, escalate, lifecycle, referrals, conflicts of interest."""

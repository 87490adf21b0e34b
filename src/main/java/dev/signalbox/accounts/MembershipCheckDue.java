package dev.signalbox.accounts;

import java.util.UUID;

/** Published when an active user's membership is due for another check. */
public record MembershipCheckDue(UUID account) {}

package dev.signalbox.accounts;

import java.util.UUID;

/** A person is active whose membership was last confirmed a while ago. */
public record MembershipDue(UUID account) {}

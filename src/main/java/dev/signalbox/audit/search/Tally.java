package dev.signalbox.audit.search;

import java.time.Instant;

/** How many events of one action and outcome there are in one stretch of time. */
record Tally(Instant from, String action, boolean success, long events) {}

package dev.signalbox.audit.search;

import java.time.Instant;

/** The number of events of one action and outcome in one bucket that starts at a time. */
record EventCount(Instant from, String action, boolean success, long events) {}

package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ResourceType;

/** The timers of the event loop. At most one task is scheduled for each. */
enum TimerId {
  CONNECT,
  RETRY_STREAM,
  PROBE,
  STREAM_CONNECT_TIMEOUT,
  STREAM_DATA_TIMEOUT,
  STREAM_REPEAT_TIMEOUT,
  MISSING_EVENTS,
  RETRY_INITIAL_SYNC,
  STALE,
  LEADER_PROBE,
  RESYNC,
  JOB_COUNTS,
  JOBS,
  AWAITED_CLIENTS,
  DETAILS,
  RETRY_DETAILS,
  POLL_CLIENTS,
  POLL_ALLOCATIONS,
  POLL_JOBS,
  POLL_EVALUATIONS,
  PUBLISH,
  REFRESH_PAGES;

  static TimerId poll(ResourceType type) {
    return switch (type) {
      case CLIENTS -> POLL_CLIENTS;
      case ALLOCATIONS -> POLL_ALLOCATIONS;
      case JOBS -> POLL_JOBS;
      case EVALUATIONS -> POLL_EVALUATIONS;
    };
  }
}

package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A failure of the sync: what the operator sees, and the kind that decides how to proceed. */
record SyncFailure(Kind kind, String tried, String answered, String advice) {

  /** The stream ended without an error: a proxy, a server restart, or, since 1.11.2, a denial. */
  static final SyncFailure STREAM_CLOSED =
      new SyncFailure(
          Kind.UNREACHABLE,
          "follow the Nomad event stream",
          "the stream was closed without an error",
          "Check whether a proxy closes long-lived connections, and whether the token has node:read"
              + " and read-job.");

  /** The stream is open but without data, although the servers send heartbeats. */
  static final SyncFailure NO_DATA =
      new SyncFailure(
          Kind.UNREACHABLE,
          "follow the Nomad event stream",
          "no data within 40 s, although the servers send a heartbeat every 30 s",
          "Check whether a proxy between Signalbox and Nomad buffers responses.");

  /** The stream carries no event of types that change in lists. */
  static SyncFailure missingEvents(Set<ResourceType> types) {
    String names =
        types.stream()
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new SyncFailure(
        Kind.UNEXPECTED,
        "follow the Nomad event stream",
        "no events of " + names + ", although they change",
        "Nothing is lost: Signalbox polls the lists instead. Check that the token has read-job in"
            + " all namespaces.");
  }

  /** A bug in Signalbox; the exception is logged. */
  static final SyncFailure UNEXPECTED =
      new SyncFailure(
          Kind.UNEXPECTED,
          "process a response from Nomad",
          "an unexpected error in Signalbox",
          "Check the Signalbox log.");

  static SyncFailure of(RemoteSystemException failure) {
    return new SyncFailure(kind(failure), failure.tried(), failure.response(), failure.advice());
  }

  /** Whether the servers report that they have no leader. */
  boolean isLeaderless() {
    return SyncStatus.reportsNoLeader(answered);
  }

  private static Kind kind(RemoteSystemException failure) {
    return switch (failure) {
      case RemoteSystemException.Unreachable unreachable ->
          unreachable.status() == 429 ? Kind.CONNECTION_LIMIT : Kind.UNREACHABLE;
      case RemoteSystemException.Denied denied -> Kind.DENIED;
      case RemoteSystemException.NotFound notFound -> Kind.UNEXPECTED;
      case RemoteSystemException.Conflict conflict -> Kind.UNEXPECTED;
      case RemoteSystemException.Unexpected unexpected -> Kind.UNEXPECTED;
    };
  }

  /** Decides how to proceed. */
  enum Kind {
    UNREACHABLE,
    /** The connection limit of the servers is reached for this address. */
    CONNECTION_LIMIT,
    DENIED,
    UNEXPECTED
  }
}

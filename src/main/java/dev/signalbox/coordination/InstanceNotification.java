package dev.signalbox.coordination;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A notification between instances of the console. */
public sealed interface InstanceNotification {

  /**
   * Topics and session names. Topics are sent to browsers, so they must not contain line breaks.
   */
  Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

  /** Returns the payload. PostgreSQL limits it to 8,000 bytes. */
  String toPayload();

  /** Parses a payload. Returns empty if it is unknown, for example from a newer version. */
  static Optional<InstanceNotification> parse(String payload) {
    int space = payload.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String rest = payload.substring(space + 1);
    return switch (payload.substring(0, space)) {
      case "changed" ->
          WORD.matcher(rest).matches() ? of(new TopicChanged(rest)) : Optional.empty();
      case "person" -> id(rest).map(AccessRevoked::new);
      case "form" -> id(rest).map(FormCompleted::new);
      case "session" ->
          WORD.matcher(rest).matches() ? of(new SessionEnded(rest)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<InstanceNotification> of(InstanceNotification notification) {
    return Optional.of(notification);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The data of a topic has changed. */
  record TopicChanged(String topic) implements InstanceNotification {
    @Override
    public String toPayload() {
      return "changed " + topic;
    }
  }

  /** The access of a user was revoked. */
  record AccessRevoked(UUID userId) implements InstanceNotification {
    @Override
    public String toPayload() {
      return "person " + userId;
    }
  }

  /** A session has ended. */
  record SessionEnded(String session) implements InstanceNotification {
    @Override
    public String toPayload() {
      return "session " + session;
    }
  }

  /** A form with a one-time key was executed or rejected. */
  record FormCompleted(UUID key) implements InstanceNotification {
    @Override
    public String toPayload() {
      return "form " + key;
    }
  }
}

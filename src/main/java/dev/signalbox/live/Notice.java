package dev.signalbox.live;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** One line of the bulletin as it travels between instances. */
sealed interface Notice {

  /** A topic or a session's name: goes on to browsers, so it is one word without line breaks. */
  Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

  /** The line itself; PostgreSQL carries at most 8,000 bytes. */
  String written();

  /** Reads a line; what is not one of ours, or of a newer version, reads as empty. */
  static Optional<Notice> read(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      return Optional.empty();
    }
    String rest = line.substring(blank + 1);
    return switch (line.substring(0, blank)) {
      case "changed" -> WORD.matcher(rest).matches() ? of(new Changed(rest)) : Optional.empty();
      case "person" -> personCut(rest);
      case "session" -> WORD.matcher(rest).matches() ? of(new SessionCut(rest)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Notice> of(Notice notice) {
    return Optional.of(notice);
  }

  private static Optional<Notice> personCut(String id) {
    try {
      return Optional.of(new PersonCut(UUID.fromString(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a topic shows is different now. */
  record Changed(String topic) implements Notice {
    @Override
    public String written() {
      return "changed " + topic;
    }
  }

  /** A person's access ended. */
  record PersonCut(UUID person) implements Notice {
    @Override
    public String written() {
      return "person " + person;
    }
  }

  /** A session ended. */
  record SessionCut(String session) implements Notice {
    @Override
    public String written() {
      return "session " + session;
    }
  }
}

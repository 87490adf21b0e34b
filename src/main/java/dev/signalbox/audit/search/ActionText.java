package dev.signalbox.audit.search;

/**
 * The texts of an action. In the phrases {@code {name}} is the name of the target or its id, and
 * {@code {target}} is its name or its type and id.
 *
 * @param title a noun and a participle
 * @param done the phrase after the actor of a successful event
 * @param failed the phrase after the actor of a failed event
 */
record ActionText(String title, String done, String failed) {

  /** Parses a line of {@code audit/actions.properties}, which describes the format. */
  static ActionText parse(String line) {
    String[] parts = line.split(" \\| ?", -1);
    return switch (parts.length) {
      case 2 -> new ActionText(parts[0], parts[1], parts[1]);
      case 3 -> new ActionText(parts[0], parts[1], parts[2]);
      case 4 ->
          new ActionText(
              parts[0],
              (parts[1] + " " + parts[3]).strip(),
              ("tried to " + parts[2] + " " + parts[3]).strip());
      default -> throw new IllegalArgumentException("Not the texts of an action: " + line);
    };
  }

  String of(EventSummary event) {
    String phrase = event.success() ? done : failed;
    // one of them at most, so that a name with braces is not replaced again
    return phrase.contains("{name}")
        ? phrase.replace("{name}", event.target())
        : phrase.replace(
            "{target}",
            event.targetName() == null
                ? KnownActions.typed(event, event.targetId())
                : event.targetName());
  }
}

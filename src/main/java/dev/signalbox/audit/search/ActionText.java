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

  /** An attempt of an actor, which fails or succeeds. */
  static ActionText attempt(String title, String past, String infinitive, String object) {
    return new ActionText(
        title, (past + " " + object).strip(), ("tried to " + infinitive + " " + object).strip());
  }

  /** An action whose sentence also holds if the event is a failure. */
  static ActionText result(String title, String phrase) {
    return new ActionText(title, phrase, phrase);
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

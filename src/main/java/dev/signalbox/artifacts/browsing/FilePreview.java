package dev.signalbox.artifacts.browsing;

/** What a page shows of a file. */
sealed interface FilePreview {

  /** Returns the name of the template fragment that shows it. */
  default String fragment() {
    return switch (this) {
      case Media media -> media.type();
      case Text text -> "text";
      case Json json -> "json";
      case TestResults results -> "tests";
      case None none -> "none";
    };
  }

  /**
   * A file that the browser loads itself.
   *
   * @param type the top-level type: {@code image}, {@code video} or {@code audio}
   */
  record Media(String type) implements FilePreview {}

  record Text(TextWindow window) implements FilePreview {}

  record Json(JsonTree tree) implements FilePreview {}

  record TestResults(TestReport report) implements FilePreview {}

  /**
   * A file that is not shown.
   *
   * @param why a sentence
   */
  record None(String why) implements FilePreview {}
}

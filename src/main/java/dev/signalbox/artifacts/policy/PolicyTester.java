package dev.signalbox.artifacts.policy;

import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.web.FormField;
import dev.signalbox.web.StatusLabel;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tester: what happens to a file with a name and a declared content type.
 *
 * @param result null until a name or type is entered
 */
record PolicyTester(FormField file, FormField type, @Nullable Result result) {

  /** Enough for any object name of S3. */
  private static final int MAX_LENGTH = 1024;

  static PolicyTester of(
      ContentTypePolicy policy, boolean isSeparateOrigin, String file, String type) {
    String name = cut(file);
    String declared = cut(type);
    return new PolicyTester(
        new FormField("file", "File name", "such as report.html", name, null),
        new FormField("type", "Content type", "as declared by the upload", declared, null),
        name.isBlank() && declared.isBlank()
            ? null
            : result(policy, isSeparateOrigin, name, declared));
  }

  private static Result result(
      ContentTypePolicy policy, boolean isSeparateOrigin, String file, String type) {
    ContentDecision decision = policy.decide(type, file);
    return new Result(
        PolicyText.outcome(decision.disposition()),
        decision.reason(),
        ArtifactHeaders.of(decision, file, isSeparateOrigin).entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  /**
   * The outcome.
   *
   * @param headers the headers of the response, one per line
   */
  record Result(StatusLabel outcome, String reason, String headers) {}
}

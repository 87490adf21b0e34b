package dev.signalbox.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of the image where it can't be built: without a Docker engine, the jar or the base
 * images. {@code IMAGE_BUILD_OPTIONS} are options of {@code docker build}, such as other base
 * images.
 */
class RequiresImageBuildCondition implements ExecutionCondition {

  private static final Pattern BASE_IMAGE = Pattern.compile("ARG (?:BUILD|RUNTIME)_IMAGE=(\\S+)");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      // also fails if the client can't use BuildKit
      DockerEngine.runWithInput("FROM scratch\nLABEL probe=signalbox\n", "build", "--quiet", "-");
    } catch (DockerEngine.CommandFailedException e) {
      return skip("no Docker engine with BuildKit: " + firstLine(e));
    }
    if (packagedJar().isEmpty()) {
      return skip("target/ has no jar; mvn package builds it");
    }
    if (options().isEmpty()) {
      for (String image : baseImages()) {
        try {
          DockerEngine.run("pull", "--quiet", image);
        } catch (DockerEngine.CommandFailedException e) {
          return skip("%s can't be pulled: %s".formatted(image, firstLine(e)));
        }
      }
    }
    return ConditionEvaluationResult.enabled("The image can be built.");
  }

  /** Returns the options of {@code docker build} from the environment. */
  static List<String> options() {
    String options = System.getenv("IMAGE_BUILD_OPTIONS");
    return options == null || options.isBlank() ? List.of() : List.of(options.strip().split(" +"));
  }

  private static List<String> packagedJar() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("signalbox-[^-]+(?:-SNAPSHOT)?\\.jar"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> baseImages() {
    try {
      return BASE_IMAGE
          .matcher(Files.readString(Path.of("docker", "Dockerfile")))
          .results()
          .map((MatchResult found) -> found.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConditionEvaluationResult skip(String reason) {
    return ConditionEvaluationResult.disabled("The image was not built: " + reason);
  }

  private static String firstLine(DockerEngine.CommandFailedException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }
}

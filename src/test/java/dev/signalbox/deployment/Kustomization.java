package dev.signalbox.deployment;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.testing.InstalledCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A kustomization in {@code k8s/} and the objects that it contains. */
record Kustomization(Path folder) {

  static final Path ROOT = Path.of("k8s");
  static final String FILE = "kustomization.yaml";

  /** Returns the folders in {@code k8s/} that contain a kustomization. */
  static Stream<Path> folders() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.endsWith(FILE))
          .map(file -> Objects.requireNonNull(file.getParent()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds the objects with the installed kubectl. */
  List<ObjectNode> build() {
    return parse(text());
  }

  /** Builds the YAML with the installed kubectl. */
  String text() {
    Path kubectl = InstalledCommands.find("kubectl").orElseThrow();
    try {
      Path errors = Files.createTempFile("kustomize-", ".txt");
      // warnings on deprecated fields are expected
      Process process =
          new ProcessBuilder(kubectl.toString(), "kustomize", folder.toString())
              .redirectError(errors.toFile())
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      String message = Files.readString(errors);
      Files.delete(errors);
      if (status != 0) {
        throw new AssertionError("kubectl kustomize " + folder + " failed: " + message);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Parses the documents of a manifest. */
  static List<ObjectNode> parse(String manifest) {
    return Arrays.stream(manifest.split("(?m)^---$", -1))
        .filter(document -> !document.isBlank())
        .map(ObjectJson::parse)
        .toList();
  }

  /** Reads the documents of a manifest without kubectl. */
  static List<ObjectNode> read(Path manifest) {
    try {
      return parse(Files.readString(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns kind and name of an object. */
  static String reference(JsonNode object) {
    return object.path("kind").asString() + "/" + ObjectJson.name(object);
  }
}

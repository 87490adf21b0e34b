package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kustomizations use only fields that kustomize 2.0.3, which is part of kubectl 1.14 to 1.20,
 * and current versions read. {@link KubernetesOverlayTests} builds them with one version only.
 */
class KustomizationFilesTests {

  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "bases",
          "resources",
          "patchesStrategicMerge",
          "patchesJson6902",
          "configMapGenerator",
          "generatorOptions",
          "images");

  private static final Set<String> GENERATOR_FIELDS =
      Set.of("name", "namespace", "env", "files", "literals");

  static Stream<Path> folders() {
    return Kustomization.folders();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void usesFieldsThatOldAndCurrentVersionsRead(Path folder) throws IOException {
    ObjectNode file = file(folder);

    assertThat(file.propertyNames()).isSubsetOf(FIELDS);
    file.path("configMapGenerator")
        .forEach(generator -> assertThat(generator.propertyNames()).isSubsetOf(GENERATOR_FIELDS));
    // patches in the kustomization itself came later
    file.path("patchesJson6902")
        .forEach(
            patch -> assertThat(patch.propertyNames()).containsExactlyInAnyOrder("target", "path"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void listsFoldersAsBasesAndFilesAsResources(Path folder) throws IOException {
    ObjectNode file = file(folder);

    assertThat(file.path("bases"))
        .allMatch(base -> Files.isDirectory(folder.resolve(base.asString())));
    assertThat(file.path("resources"))
        .allMatch(resource -> Files.isRegularFile(folder.resolve(resource.asString())));
  }

  private static ObjectNode file(Path folder) throws IOException {
    return ObjectJson.parse(Files.readString(folder.resolve(Kustomization.FILE)));
  }
}

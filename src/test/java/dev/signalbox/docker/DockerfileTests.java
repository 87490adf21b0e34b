package dev.signalbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Values that the files in {@code docker/} share with the build and the sandbox. */
class DockerfileTests {

  private static final Path FOLDER = Path.of("docker");

  @Test
  void labelsTheImageWithTheVersionOfThePom() throws IOException {
    assertThat(find(dockerfile(), "ARG VERSION=(.+)"))
        .isEqualTo(find(pom(), "<artifactId>signalbox</artifactId>\\s*<version>(.+)</version>"));
  }

  @Test
  void givesFilesTheTimestampOfTheBuild() throws IOException {
    assertThat(find(dockerfile(), "ARG SOURCE_DATE_EPOCH=(\\d+)"))
        .isEqualTo(
            Long.toString(
                Instant.parse(find(pom(), "<project.build.outputTimestamp>(.+)</"))
                    .getEpochSecond()));
  }

  @Test
  void runsAsAUserWithANumberSoThatKubernetesCanCheckIt() throws IOException {
    String image = dockerfile().substring(dockerfile().lastIndexOf("\nFROM "));

    assertThat(Integer.parseInt(find(image, "\nUSER (\\d+):\\d+\n"))).isPositive();
  }

  @Test
  void buildStagesWithTestSourcesAreNotPartOfTheImage() throws IOException {
    String[] stages = dockerfile().split("\n(?=FROM )", -1);

    assertThat(stages)
        .filteredOn(stage -> stage.contains("src/test"))
        .singleElement()
        .asString()
        .contains(" AS fake-github-classes\n");
    assertThat(stages)
        .filteredOn(stage -> stage.contains("=fake-github-classes"))
        .singleElement()
        .asString()
        .contains(" AS fake-github\n");
    assertThat(dockerfile()).doesNotContain("FROM fake-github", "=fake-github ");
  }

  @Test
  void composeFileSetsTheValuesOfTheFakeGitHub() throws IOException {
    assertThat(environmentOfConsole("compose.fake-github.yaml"))
        .containsEntry("SIGNALBOX_GITHUB_CLIENT_ID", FakeGitHub.CLIENT_ID)
        .containsEntry("SIGNALBOX_GITHUB_CLIENT_SECRET", FakeGitHub.CLIENT_SECRET)
        .containsEntry("SIGNALBOX_REQUIRED_ORGANIZATIONS", AcmeInstallation.ACME.login())
        .containsEntry(
            "SIGNALBOX_ADMINS", Persona.ADMIN.login() + ", " + Persona.SECOND_ADMIN.login());
  }

  @Test
  void composeFileStartsTheConsoleWithAReadOnlyFileSystemAndNoCapabilities() throws IOException {
    Map<String, Object> console = console("compose.yaml");

    assertThat(console).containsEntry("read_only", true).containsEntry("tmpfs", "/tmp");
    assertThat(console).containsEntry("cap_drop", List.of("ALL"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> environmentOfConsole(String file) throws IOException {
    return (Map<String, Object>)
        Objects.requireNonNull(console(file).get("environment"), "no environment");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> console(String file) throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        (Map<String, Map<String, Map<String, Object>>>)
            new Yaml().<Object>load(Files.readString(FOLDER.resolve(file)));
    Map<String, Map<String, Object>> services =
        Objects.requireNonNull(compose.get("services"), "no services");
    return Objects.requireNonNull(services.get("console"), "no service console");
  }

  private static String dockerfile() throws IOException {
    return Files.readString(FOLDER.resolve("Dockerfile"));
  }

  private static String pom() throws IOException {
    return Files.readString(Path.of("pom.xml"));
  }

  private static String find(String text, String regex) {
    Matcher found = Pattern.compile(regex).matcher(text);
    assertThat(found.find()).as(regex).isTrue();
    return found.group(1);
  }
}

package dev.signalbox.drains.termination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts in docs/scaling-down.md with a fake Signalbox and fake cloud CLIs. */
@RequiresCommand(value = "bash", debianPackage = "bash")
@RequiresCommand(value = "jq", debianPackage = "jq")
class HookScriptsTests {

  private static final String NOT_YET = "{\"terminable\":false,\"reason\":\"1 build is left.\"}";
  private static final String YES = "{\"terminable\":true,\"reason\":\"Drained.\"}";

  /** Fails once for the command in the first line of the file "failures". */
  private static final String CLOUD =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$*" >> cloud
      if [ "$(head -n 1 failures)" = "$2" ]; then
        sed -i 1d failures
        echo "An error occurred (Throttling)" >&2
        exit 254
      fi
      """;

  private static final String CURL =
      """
      #!/usr/bin/env bash
      case "$*" in
        *"--request POST"*) printf '%s\\n' "$*" >> posts; cat release; exit ;;
      esac
      number=$(($(cat asked) + 1))
      echo "$number" > asked
      cat "answer.$number"
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // by JUnit
  private Path folder;

  private int answers;
  private String errors = "";

  @BeforeEach
  void installFakeCommands() throws IOException {
    command("aws", CLOUD);
    command("gcloud", CLOUD);
    command("curl", CURL);
    command("sleep", "#!/usr/bin/env bash\n");
    write("asked", "0");
    write("failures", "");
    write("token", "secret");
    write("cloud", "");
    write("posts", "");
    write("release", "{}\n200");
  }

  @Test
  void completesTheActionOnceNoBuildIsRunning() throws Exception {
    answers(NOT_YET, 200);
    answers(YES, 200);

    assertThat(run("drain-first", Map.of())).isZero();
    assertThat(cloud())
        .singleElement()
        .asString()
        .contains("complete-lifecycle-action", "--instance-id i-0aa", "CONTINUE");
    assertThat(lines("posts")).singleElement().asString().contains("already terminating");
  }

  @Test
  void retriesAFailedHeartbeat() throws Exception {
    answers(NOT_YET, 200);
    answers(NOT_YET, 200);
    answers(YES, 200);
    write("failures", "record-lifecycle-action-heartbeat\n");

    assertThat(run("drain-first", Map.of("HEARTBEAT_SECONDS", "0"))).isZero();
    assertThat(cloud())
        .extracting(call -> call.replaceFirst("autoscaling (\\S+) .*", "$1"))
        .containsExactly(
            "record-lifecycle-action-heartbeat",
            "record-lifecycle-action-heartbeat",
            "complete-lifecycle-action");
    assertThat(errors).contains("heartbeat failed");
  }

  @Test
  void retriesAFailedCompletion() throws Exception {
    answers(YES, 200);
    answers(YES, 200);
    write("failures", "complete-lifecycle-action\n");

    assertThat(run("drain-first", Map.of())).isZero();
    assertThat(cloud()).hasSize(2).allSatisfy(call -> assertThat(call).contains("complete-"));
  }

  @Test
  void keepsTheMachineWhileTheAnswerIsUnknown() throws Exception {
    answers("{\"detail\":\"2 clients match i-0aa\"}", 409);
    answers("{\"detail\":\"Nomad request failed\"}", 503);
    answers("", 0);
    answers("<html>not JSON", 200);
    write("release", "{\"detail\":\"no\"}\n422");
    answers(YES, 200);

    assertThat(run("drain-first", Map.of())).isZero();
    assertThat(errors)
        .contains("unknown, 409: ", "2 clients match i-0aa", "unknown, 503: ")
        .contains("unknown, 000", "release not started, 422: ");
    assertThat(cloud()).hasSize(1);
  }

  @Test
  void deletesAnInstanceByNameOnceItIsReleased() throws Exception {
    answers("", 503);
    answers(NOT_YET, 200);
    answers(YES, 200);

    assertThat(run("scale-in", Map.of())).isZero();
    assertThat(cloud())
        .singleElement()
        .asString()
        .contains("delete-instances group --zone drain-first --instances i-0aa");
    assertThat(errors).contains("unknown, 503");
  }

  @Test
  void deletesNothingWithInsufficientCapacity() throws Exception {
    write("release", "{\"code\":\"insufficient-capacity\",\"detail\":\"1 job is queued.\"}\n409");

    assertThat(run("scale-in", Map.of())).isZero();
    assertThat(cloud()).isEmpty();
    assertThat(errors).contains("409", "1 job is queued.");
  }

  @Test
  void deletesNothingWhileTheAnswerIsUnknown() throws Exception {
    write("release", "{\"detail\":\"No client has the name i-0aa.\"}\n503");

    assertThat(run("scale-in", Map.of())).isEqualTo(1);
    assertThat(cloud()).isEmpty();
  }

  private int run(String name, Map<String, String> more) throws Exception {
    command("script", script(name));
    ProcessBuilder process =
        new ProcessBuilder("bash", "./script", "group", "drain-first", "i-0aa")
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile());
    process.environment().put("PATH", folder + ":" + path());
    process.environment().put("CONSOLE", "https://console.acme.example");
    process.environment().put("TOKEN_FILE", folder.resolve("token").toString());
    process.environment().put("TMPDIR", folder.toString());
    process.environment().putAll(more);
    Process running = process.start();
    assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    errors = Files.readString(folder.resolve("errors"));
    return running.exitValue();
  }

  /** Extracts a script from the documentation. */
  private static String script(String name) throws IOException {
    Matcher block =
        Pattern.compile("```bash\n(#!/usr/bin/env bash\n# " + name + " .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/scaling-down.md")));
    assertThat(block.find()).isTrue();
    return Objects.requireNonNull(block.group(1));
  }

  private void answers(String body, int status) throws IOException {
    answers++;
    write("answer." + answers, body + "\n" + "%03d".formatted(status));
  }

  private List<String> cloud() throws IOException {
    return lines("cloud");
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  private void command(String name, String text) throws IOException {
    write(name, text);
    assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String path() {
    return Objects.requireNonNullElse(System.getenv("PATH"), "");
  }
}

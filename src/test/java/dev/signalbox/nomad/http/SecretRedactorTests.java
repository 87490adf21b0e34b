package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signalbox.web.RawText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SecretRedactorTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Env\":{\"PLAIN\":\"hunter2\"}}",
        "{\"Tasks\":[{\"Env\":{\"A\":\"x\",\"B\":{\"c\":\"hunter2\"}}}]}",
        "{\"VaultToken\":\"hunter2\"}",
        "{\"Meta\":{\"DB_PASSWORD\":\"hunter2\"}}",
        "{\"Meta\":{\"api_key\":\"hunter2\"}}",
        "{\"SecretID\":\"hunter2\"}",
        "{\"Config\":{\"auth\":{\"username\":\"me\",\"server\":\"hunter2\"}}}",
        "{\"Config\":{\"credentials\":[\"hunter2\"]}}",
        "{\"Config\":{\"args\":[\"--token\",\"hunter2\"]}}",
        "{\"Config\":{\"args\":[\"--token=hunter2\"]}}",
        "{\"Config\":{\"args\":[\"-c\",\"export AWS_SECRET_ACCESS_KEY=hunter2; run\"]}}",
        "{\"Config\":{\"args\":[\"curl -H 'Authorization: Bearer hunter2' x\"]}}",
        "{\"Config\":{\"image\":\"https://me:hunter2@registry.acme.example/x\"}}",
        "{\"Templates\":[{\"EmbeddedTmpl\":\"PASSWORD = hunter2\"}]}",
        "{\"Templates\":[{\"EmbeddedTmpl\":\"DB_DSN=db.acme.example/hunter2\",\"Envvars\":true}]}",
        "{\"Payload\":\"aHVudGVyMg==hunter2\"}"
      })
  void masksSecrets(String json) {
    assertThat(SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8)).text())
        .contains("(masked)")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Config\":{\"args\":[\"-c\",\"for i in $(seq 1 400); do echo $i; done\"]}}",
        "{\"Meta\":{\"project\":\"acme/web\",\"monkey\":\"brown\"}}",
        "{\"ParameterizedJob\":{\"MetaRequired\":[\"branch\"]}}",
        "{\"VaultToken\":\"\",\"KillSignal\":\"SIGTERM\",\"Env\":null}",
        "{\"Templates\":[{\"EmbeddedTmpl\":\"listen = 80\",\"Envvars\":false}]}",
        "{\"Templates\":[{\"EmbeddedTmpl\":\"\",\"Envvars\":true}]}",
        "{\"Config\":{\"image\":\"https://registry.acme.example/x@sha256:00\"}}"
      })
  void keepsOtherValues(String json) {
    assertThat(SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8)).text())
        .doesNotContain("(masked)");
  }

  @Test
  void cutsAResponseOfMillionsOfObjects() {
    String json = "[" + "{\"a\":1},".repeat(2_400_000) + "{}]";

    RawText text = SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8));

    assertThat(text.text()).hasSizeLessThanOrEqualTo(RawText.MAX_CHARS);
    assertThat(text.note()).contains("Only the beginning", "18.3 MiB");
  }

  @Test
  void masksATemplateThatIsCutBeforeItsType() {
    String json =
        "{\"Templates\":[{\"EmbeddedTmpl\":\"hunter2\",\"LeftDelim\":\""
            + "x".repeat(100_000)
            + "\",\"Envvars\":true}]}";

    assertThat(SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8)).text())
        .contains("(masked)")
        .doesNotContain("hunter2");
  }

  @Test
  void keepsTheDigitsOfNumbers() {
    String json = "{\"a\":0.123456789012345678901,\"b\":10.10,\"c\":1e400}";

    assertThat(SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8)).text())
        .contains("0.123456789012345678901", " 10.10", " 1e400");
  }

  @Test
  void masksValuesByTheirNames() {
    assertThat(SecretRedactor.redactValues(Map.of("GITHUB_TOKEN", "hunter2", "branch", "main")))
        .isEqualTo(Map.of("GITHUB_TOKEN", "(masked)", "branch", "main"));
  }

  @Test
  void masksLongNamesAndPasswords() {
    String text = "a".repeat(200) + "_token_" + "b".repeat(200) + "=hunter2";
    String url = "https://me:" + "hunter2".repeat(100) + "@registry.acme.example/x";

    assertThat(SecretRedactor.redactText(text)).endsWith("b=(masked)");
    assertThat(SecretRedactor.redactText(url))
        .isEqualTo("https://(masked)@registry.acme.example/x");
  }

  @Test
  void masksAPasswordThatIsAnAuthenticationScheme() {
    assertThat(SecretRedactor.redactText("password=basic\n")).isEqualTo("password=(masked)\n");
    assertThat(SecretRedactor.redactText("x:token=basic hunter2, y"))
        .isEqualTo("x:token=(masked), y");
  }

  /** Quadratic time would take minutes; the limit is long because the machine may be busy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "token ",
        "token=,",
        "\"token\" : ",
        "password=token     ",
        "api_",
        "api_key-",
        "tok",
        "a",
        "-",
        "_",
        "://",
        "://a:b",
        "key.",
        "token\n",
        " "
      })
  void takesLinearTime(String part) {
    String text = part.repeat(1_000_000 / part.length());
    // the JSON parser rejects longer names
    String name = text.substring(0, 40_000);
    String json =
        JSON.writeValueAsString(
            Map.of(
                "Meta",
                Map.of("a", text, name, "b", "c", Map.of(name, "d")),
                "args",
                List.of(text, "-" + text, "--" + text + "=")));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          SecretRedactor.prettyJson(json.getBytes(StandardCharsets.UTF_8));
          // the beginning of the JSON may not contain each of the texts
          SecretRedactor.redactText(text);
          SecretRedactor.redactValues(Map.of(name, text, text, "x"));
        });
  }
}

package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLinesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T12:00:00Z ERROR cannot reach the registry",
        "[FATAL] no space",
        "level=error msg=\"pull failed\"",
        "{\"level\":\"fatal\",\"msg\":\"gone\"}",
        "main.c:3:1: error: expected ';'",
        "error[E0308]: mismatched types",
        "fatal: repository 'x' not found",
        "error: failed to push some refs",
        "java.io.IOException: Broken pipe",
        "ValueError: invalid literal",
        "Traceback (most recent call last):",
        "thread 'main' panicked at src/main.rs:2",
        "goroutine 1 [running]:",
        "BUILD FAILED in 3s",
        "--- FAIL: TestLogin (0.00s)",
        "FAIL src/login.test.js",
        "Tests run: 5, Failures: 2, Errors: 0",
        "12 tests, 3 failed",
        "npm ERR! code ELIFECYCLE",
        "Exited with code exit status 1",
        "exit code: 137",
        "Segmentation fault (core dumped)",
        "sh: 1: mvnw: Permission denied",
        "bash: foo: command not found",
        "\u001b[31mERROR\u001b[0m in color",
        "\u001b[1;31merror\u001b[0m: also in color"
      })
  void detectsErrors(String line) {
    assertThat(ErrorLines.looksLikeError(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Compiling error-chain v0.12.4",
        "0 errors, 0 warnings",
        "errors: 0",
        "ERRORS: 0",
        "error: none",
        "Tests run: 5, Failures: 0, Errors: 0",
        "no error was found",
        "exit code 0",
        "exited with status 0",
        "Downloading FailureAccess 1.0.2",
        "added src/errors.ts",
        "PASS src/error.test.js",
        "--no-fail-fast",
        "10 passed, 0 failed"
      })
  void ignoresOtherLines(String line) {
    assertThat(ErrorLines.looksLikeError(line)).isFalse();
  }

  @Test
  void isFastForAdversarialInput() {
    String input = "error error[ ERROR_ failed exit ".repeat(5_000) + "\u001b[".repeat(5_000);

    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(ErrorLines.looksLikeError(input)).isFalse());
  }

  @Test
  void removesColorsAndLinks() {
    assertThat(
            ErrorLines.plain(
                "\u001b[1;32mok\u001b[0m \u001b]8;;https://x\u0007link\u001b]8;;\u001b\\ end"))
        .isEqualTo("ok link end");
  }
}

package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

/** What a failure says to the person who meets it. */
class ErrorWordsTests {

  @ParameterizedTest
  @CsvSource({
    "400,This request makes no sense",
    "403,You may not do this",
    "404,There is nothing at this address",
    "405,This address does not take that kind of request",
    "409,Somebody was faster",
    "422,Something in the form cannot be right",
    "429,Too many requests in a short time",
    "500,This is our mistake",
    "503,The database does not answer"
  })
  void namesTheFact(int status, String title) {
    assertThat(ErrorWords.of(HttpStatus.valueOf(status)).title()).isEqualTo(title);
  }

  @Test
  void saysSomethingElseForEachKind() {
    assertThat(Stream.of(400, 403, 404, 405, 409, 422, 429, 500, 503).map(HttpStatus::valueOf))
        .extracting(ErrorWords::of)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void alwaysHasANextStepInWholeSentences(HttpStatus status) {
    ErrorWords words = ErrorWords.of(status);

    assertThat(words.title()).isNotBlank().doesNotEndWith(".");
    assertThat(words.why()).endsWith(".");
    assertThat(words.advice()).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 406, 413, 415, 418, 431})
  void blamesTheRequestForEveryOtherFailureOfTheAsker(int status) {
    assertThat(ErrorWords.of(HttpStatus.valueOf(status)))
        .isEqualTo(ErrorWords.of(HttpStatus.BAD_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 502, 504})
  void blamesUsForEveryOtherFailureOfOurs(int status) {
    assertThat(ErrorWords.of(HttpStatus.valueOf(status)))
        .isEqualTo(ErrorWords.of(HttpStatus.INTERNAL_SERVER_ERROR));
  }
}

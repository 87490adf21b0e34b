package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class ErrorMessagesTests {

  @ParameterizedTest
  @CsvSource({
    "400,Bad request",
    "403,'You don''t have permission'",
    "404,Page not found",
    "405,'This page can''t be opened directly'",
    "409,Changed by someone else",
    "422,Check the form",
    "429,Too many requests",
    "500,Internal error in Signalbox",
    "503,The database is not responding"
  })
  void hasATitle(int status, String title) {
    assertThat(ErrorMessages.of(HttpStatus.valueOf(status)).title()).isEqualTo(title);
  }

  @Test
  void differsByStatus() {
    assertThat(Stream.of(400, 403, 404, 405, 409, 422, 429, 500, 503).map(HttpStatus::valueOf))
        .extracting(ErrorMessages::of)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void usesFullSentences(HttpStatus status) {
    ErrorMessages words = ErrorMessages.of(status);

    assertThat(words.title()).isNotBlank().doesNotEndWith(".");
    assertThat(words.why()).endsWith(".");
    assertThat(words.advice()).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 406, 413, 415, 418, 431})
  void treatsOtherClientErrorsAsBadRequest(int status) {
    assertThat(ErrorMessages.of(HttpStatus.valueOf(status)))
        .isEqualTo(ErrorMessages.of(HttpStatus.BAD_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void treatsOtherServerErrorsAsInternalError(int status) {
    assertThat(ErrorMessages.of(HttpStatus.valueOf(status)))
        .isEqualTo(ErrorMessages.of(HttpStatus.INTERNAL_SERVER_ERROR));
  }
}

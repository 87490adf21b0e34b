package dev.signalbox.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem of RFC 9457.
 *
 * @param type a URN with the problem type where the status is ambiguous, otherwise about:blank
 * @param title the reason phrase of the status
 * @param detail a sentence that explains the problem
 * @param errors the invalid fields
 * @param errorId id of an internal error in the log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ApiProblem(
    URI type,
    String title,
    int status,
    String detail,
    List<FieldProblem> errors,
    @Nullable String errorId) {

  private static final URI BLANK = URI.create("about:blank");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An invalid field of the request. */
  public record FieldProblem(String field, String detail) {}

  /** Creates a problem without a type, identified by its status. */
  public static ApiProblem of(HttpStatus status, String detail) {
    return new ApiProblem(BLANK, status.getReasonPhrase(), status.value(), detail, List.of(), null);
  }

  /**
   * Creates a problem with a type.
   *
   * @param kind the last part of the URN, such as {@code last-admin}
   */
  public static ApiProblem of(HttpStatus status, String kind, String detail) {
    return new ApiProblem(
        URI.create("urn:signalbox:problem:" + kind),
        status.getReasonPhrase(),
        status.value(),
        detail,
        List.of(),
        null);
  }

  /** Creates a 422 problem with invalid fields. */
  public static ApiProblem of(List<FieldProblem> errors) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    return new ApiProblem(
        BLANK,
        status.getReasonPhrase(),
        status.value(),
        errors.size() == 1 ? "1 field is invalid." : errors.size() + " fields are invalid.",
        errors,
        null);
  }

  /** Creates a 422 problem with one invalid field. */
  public static ApiProblem ofField(String field, String detail) {
    return of(List.of(new FieldProblem(field, detail)));
  }

  static ApiProblem internalError(HttpStatus status, String errorId) {
    return new ApiProblem(
        BLANK,
        status.getReasonPhrase(),
        status.value(),
        "Internal error. The change may or may not have been applied; check before retrying.",
        List.of(),
        errorId);
  }

  /** Writes the response, regardless of the Accept header. */
  public void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

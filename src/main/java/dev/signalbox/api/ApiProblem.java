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
 * A refusal or a failure as RFC 9457 writes it.
 *
 * @param type names the kind for programs where the status is not enough
 * @param title the status in words
 * @param detail a sentence for whoever reads the log of the script
 * @param errors what is wrong with which field
 * @param errorId where to find our own mistake in the console's log
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

  private static final URI NOTHING_MORE = URI.create("about:blank");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is wrong with one field of the request. */
  public record FieldProblem(String field, String detail) {}

  /** A problem that its status tells apart well enough. */
  public static ApiProblem of(HttpStatus status, String detail) {
    return new ApiProblem(
        NOTHING_MORE, status.getReasonPhrase(), status.value(), detail, List.of(), null);
  }

  /**
   * One of several problems of the same status.
   *
   * @param kind a word with hyphens, such as {@code last-admin}
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

  /** Fields that cannot be right. */
  public static ApiProblem of(List<FieldProblem> errors) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    return new ApiProblem(
        NOTHING_MORE,
        status.getReasonPhrase(),
        status.value(),
        errors.size() == 1 ? "One field is wrong." : errors.size() + " fields are wrong.",
        errors,
        null);
  }

  /** One field that cannot be right. */
  public static ApiProblem ofField(String field, String detail) {
    return of(List.of(new FieldProblem(field, detail)));
  }

  static ApiProblem ours(HttpStatus status, String errorId) {
    return new ApiProblem(
        NOTHING_MORE,
        status.getReasonPhrase(),
        status.value(),
        "The console met a case it does not know. It may have been done or not; look before you"
            + " repeat it.",
        List.of(),
        errorId);
  }

  /** Answers with it, whatever the caller would accept: a refusal is better than none. */
  public void write(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

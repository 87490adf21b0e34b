package dev.signalbox.artifacts.serving;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Evaluates the conditional headers of a request (RFC 9110, section 13). */
final class RequestPreconditions {

  private static final Pattern ETAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private final HttpServletRequest request;

  RequestPreconditions(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns whether the response depends on the metadata of the artifact. */
  boolean exist() {
    return header(HttpHeaders.RANGE) != null
        || header(HttpHeaders.IF_NONE_MATCH) != null
        || header(HttpHeaders.IF_MODIFIED_SINCE) != null;
  }

  /** Returns whether the client has the representation already. */
  boolean isNotModified(Representation representation) {
    @Nullable String etags = header(HttpHeaders.IF_NONE_MATCH);
    if (etags != null) {
      return etags.strip().equals("*") || contains(etags, representation.etag());
    }
    return date(header(HttpHeaders.IF_MODIFIED_SINCE))
        .filter(date -> !modified(representation).isAfter(date))
        .isPresent();
  }

  /** Returns the header {@code Range}, unless {@code If-Range} names another representation. */
  @Nullable String range(Representation representation) {
    @Nullable String condition = header(HttpHeaders.IF_RANGE);
    // a weak tag never matches
    boolean isCurrent =
        condition == null
            || condition.strip().equals(representation.etag())
            || date(condition).filter(modified(representation)::equals).isPresent();
    return isCurrent ? header(HttpHeaders.RANGE) : null;
  }

  private static boolean contains(String etags, String etag) {
    Matcher listed = ETAG.matcher(etags);
    while (listed.find()) {
      if (listed.group(1).equals(etag)) {
        return true;
      }
    }
    return false;
  }

  /** HTTP dates have seconds. */
  private static Instant modified(Representation representation) {
    return representation.artifact().lastModified().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<Instant> date(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private @Nullable String header(String name) {
    return request.getHeader(name);
  }
}

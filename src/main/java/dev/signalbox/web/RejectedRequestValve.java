package dev.signalbox.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Responds to requests that Tomcat rejects before the application receives them, such as malformed
 * ones, and to failures of the error page. The response is a problem below {@code /api/}, and a
 * page without user data otherwise.
 */
class RejectedRequestValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(RejectedRequestValve.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String API = "/api/";
  private static final Pattern API_REQUEST =
      Pattern.compile("\\s*\\S+ +(?:https?://[^/\\s]+)?" + API);

  /** Below this path, nothing but files of others is sent; its responses are in a sandbox. */
  private static final String ARTIFACTS = "/artifacts/";

  private static final Pattern ARTIFACT_REQUEST =
      Pattern.compile("\\s*\\S+ +(?:https?://[^/\\s]+)?" + ARTIFACTS);
  private static final String SANDBOX =
      "sandbox; default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";
  private static final int MAX_BEGINNING = 200;

  @SuppressWarnings("InlineFormatString") // longer than the method that uses it
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · %2$s</title>
        <link rel="stylesheet" href="%6$s">
        <link rel="stylesheet" href="%7$s">
      </head>
      <body class="sb-bare">
      <div class="sb-bare-middle">
        <header class="sb-bare-brand"><div><strong>Signalbox</strong><span class="sb-small">%2$s</span></div></header>
        <main>
          <h1>%1$s</h1>
          <p>%3$s</p>
          <dl class="sb-facts"><dt>You can</dt><dd>%4$s</dd><dt>HTTP status</dt><dd>%5$d</dd></dl>
          <div class="sb-actions"><a class="btn" href="/">Open overview</a></div>
        </main>
      </div>
      </body>
      </html>
      """;

  private final SecurityHeaders headers;
  private final StaticAssets assets;
  private final String installation;

  RejectedRequestValve(SecurityHeaders headers, StaticAssets assets, String installation) {
    this.headers = headers;
    this.assets = assets;
    this.installation = installation;
  }

  /** Sets the headers first, for error dispatches, which run no other filter of this module. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    headers.setOn(response);
    super.invoke(request, response);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    boolean isError = response.getStatus() >= HttpStatus.BAD_REQUEST.value();
    if (!isError || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status =
        Objects.requireNonNullElse(
            HttpStatus.resolve(response.getStatus()), HttpStatus.BAD_REQUEST);
    // an exception has reset the response
    headers.setOn(response);
    if (startsWith(request, ARTIFACTS, ARTIFACT_REQUEST)) {
      response.setHeader("Content-Security-Policy", SANDBOX);
    }
    boolean isApi = startsWith(request, API, API_REQUEST);
    response.setContentType(
        isApi ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : "text/html;charset=UTF-8");
    try {
      // null if the response is already being sent
      var writer = response.getReporter();
      if (writer != null) {
        writer.write(isApi ? problem(status) : page(status));
        response.finishResponse();
      }
    } catch (IOException e) {
      log.debug("The client disconnected before the response to a rejected request", e);
    }
  }

  /** Reads the path from the received bytes if Tomcat has not, because it rejected the line. */
  private static boolean startsWith(Request request, String prefix, Pattern requestLine) {
    @Nullable String path = request.getRequestURI();
    return path == null
        ? requestLine.matcher(beginning(request)).lookingAt()
        : path.startsWith(prefix);
  }

  private static String beginning(Request request) {
    if (!(request.getCoyoteRequest().getInputBuffer() instanceof ApplicationBufferHandler input)) {
      return "";
    }
    ByteBuffer received = input.getByteBuffer().duplicate().position(0);
    byte[] bytes = new byte[Math.min(received.limit(), MAX_BEGINNING)];
    received.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String problem(HttpStatus status) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.value());
    problem.put("detail", ErrorMessages.of(status).why());
    return JSON.writeValueAsString(problem);
  }

  private String page(HttpStatus status) {
    ErrorMessages messages = ErrorMessages.of(status);
    return PAGE.formatted(
        HtmlUtils.htmlEscape(messages.title()),
        HtmlUtils.htmlEscape(installation),
        HtmlUtils.htmlEscape(messages.why()),
        HtmlUtils.htmlEscape(messages.advice()),
        status.value(),
        assets.url("tabler.css"),
        assets.url("app.css"));
  }
}

package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tests failures of the database and disconnected clients, over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
class FailureFilterTests {

  private static final int POOL_SIZE = 5;
  private static final Pattern SECRET = Pattern.compile("sbx_[0-9A-Za-z]+");

  private Map<String, String> database;
  private RunningConsole console;

  @BeforeAll
  void start() {
    database = TestDatabase.createEmpty();
    console =
        RunningConsole.start(
            database,
            Map.of(
                "spring.datasource.hikari.maximum-pool-size",
                Integer.toString(POOL_SIZE),
                "spring.datasource.hikari.connection-timeout",
                "300",
                "spring.datasource.hikari.connection-init-sql",
                "set jit = off; set statement_timeout = '20s'; set lock_timeout = '500ms'"),
            Failing.class);
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @BeforeEach
  void reset() {
    // the pool recovers from an outage within seconds
    await().ignoreExceptions().untilAsserted(() -> console.reset());
  }

  @Test
  void sendsWholePagesOr503IfThePoolIsExhausted(CapturedOutput output) throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    int before = output.getAll().length();
    List<Connection> held = new ArrayList<>();
    List<String> results;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < POOL_SIZE - 2; i++) {
        held.add(console.bean(DataSource.class).getConnection());
      }
      results = sendInParallel(client, request(admin, "/users"), 200);
    } finally {
      for (Connection connection : held) {
        connection.close();
      }
    }

    assertThat(results).hasSize(200).isSubsetOf("whole page", "503").contains("whole page", "503");
    String logged = output.getAll().substring(before);
    assertThat(logged).containsOnlyOnce("the database failed").doesNotContain("\tat ");
  }

  @Test
  void respondsIfALockIsNotReleased() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    HttpResponse<String> response;
    try (Connection connection = console.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table account in access exclusive mode");

      response = admin.get("/users");

      connection.rollback();
      connection.setAutoCommit(true);
    }

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("The database is not responding");
  }

  @Test
  void limitsTheDurationOfStatementsAndTheWaitForLocks() throws SQLException {
    RunningConsole unchanged = RunningConsole.shared();
    assertThat(unchanged.database().sql("show statement_timeout").query(String.class).single())
        .isEqualTo("20s");
    assertThat(unchanged.database().sql("show lock_timeout").query(String.class).single())
        .isEqualTo("10s");
    try (Connection connection = unchanged.bean(DataSource.class).getConnection()) {
      assertThat(connection.getNetworkTimeout()).isEqualTo(25_000);
    }
  }

  @Test
  void saysThatTheDiskOfTheDatabaseIsFull() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    failWrites("53100", "could not extend file: No space left on device");
    try {
      HttpResponse<String> response =
          admin.send("POST", "/audit/filters", Map.of("name", "x", "query", "range=24h"));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .contains("The disk of the database is full")
          .doesNotContain("is not responding");
    } finally {
      console.database().sql("drop trigger fail on audit_saved_filter").update();
    }
  }

  @Test
  void logsAnOutageInFewLines(CapturedOutput output) throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    HttpApiClient script = HttpApiClient.forAdmin(console, "read");
    int start = output.getAll().length();
    int before;
    try (HttpClient client = HttpClient.newHttpClient()) {
      TestDatabase.blockConnections(database);
      // the pool logs each connection that broke with a stack trace
      assertThat(sendInParallel(client, request(admin, "/users"), 2 * POOL_SIZE))
          .containsOnly("503");
      before = output.getAll().length();
      assertThat(sendInParallel(client, request(admin, "/users"), 15)).containsOnly("503");
      HttpRequest api = script.call("GET", "/api/v1/users", new byte[0]);
      assertThat(sendInParallel(client, api, 15)).containsOnly("503");
    } finally {
      TestDatabase.allowConnections(database);
    }

    String logged = output.getAll().substring(start);
    assertThat(logged).contains("the database failed").doesNotContain("Servlet.service()");
    // a stack trace for each of the 30 requests would need more than 200,000 characters
    assertThat(output.getAll().length() - before).isLessThan(60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/failing/unchecked", "/failing/body", "/api/v1/failing"})
  void doesNotLogDisconnectedClientsAsErrors(String path, CapturedOutput output)
      throws IOException {
    HttpApiClient script = HttpApiClient.forAdmin(console, "read");
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    String token = script.call("GET", path, new byte[0]).headers().map().toString();
    Matcher secret = SECRET.matcher(token);
    assertThat(secret.find()).isTrue();
    long before = requests();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(1024);
      socket.connect(
          new InetSocketAddress(console.address().getHost(), console.address().getPort()));
      // closes with a reset
      socket.setSoLinger(true, 0);
      String request =
          "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path, admin.cookieHeader(), secret.group());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(socket.getInputStream().read()).isPositive();
    }
    await().until(() -> requests() > before);

    assertThat(output.getAll())
        .doesNotContain("ErrorPageController", "internal error in the API", "Servlet.service()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in?q=%FF", "/?q=%ED%A0%80", "/users?%C3=1"})
  void doesNotLogMalformedQueriesAsErrors(String address, CapturedOutput output) {
    assertThat(HttpBrowser.at(console).get(address).statusCode()).isIn(302, 303, 400, 404);

    assertThat(output.getAll()).doesNotContain("Servlet.service()", "ErrorPage[");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users%25", "/%25", "/assets/%25", "/api/v1/users%25"})
  void rejectsAnEncodedPercentSignInThePath(String path) {
    assertThat(HttpBrowser.at(console).get(path).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesNotLogAbortedUploadsAsErrors(boolean reset, CapturedOutput output) throws IOException {
    HttpApiClient script = HttpApiClient.forAdmin(console, "audit_ingest");
    Matcher secret =
        SECRET.matcher(script.call("GET", "/", new byte[0]).headers().map().toString());
    assertThat(secret.find()).isTrue();
    long before = requests();
    try (Socket socket = new Socket(console.address().getHost(), console.address().getPort())) {
      String request =
          "POST /api/v1/audit-events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                  .formatted(secret.group())
              + "Content-Length: 1000\r\n\r\n{";
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }
    await().until(() -> requests() > before);

    assertThat(output.getAll())
        .doesNotContain("ErrorPageController", "internal error in the API", "Servlet.service()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated-archive", "closed-connection", "lost-database", "nomad"})
  void closesTheConnectionIfADownloadFails(String failure, CapturedOutput output) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertThatThrownBy(() -> admin.get("/failing/download/" + failure))
        .hasRootCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> admin.get("/failing/text/" + failure))
        .hasRootCauseInstanceOf(IOException.class);

    assertThat(output.getAll()).contains("Error ");
  }

  @Test
  void logsAnAbortedDownloadInOneLine(CapturedOutput output) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertThatThrownBy(() -> admin.get("/failing/download/aborted"))
        .hasRootCauseInstanceOf(IOException.class);

    await()
        .untilAsserted(
            () -> assertThat(output.getAll()).contains("download was aborted: It took too long."));
    assertThat(output.getAll()).doesNotContain("Servlet.service()", "ErrorPageController");
  }

  @Test
  void closesTheConnectionIfTheDatabaseIsLostDuringADownload() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    new DatabaseTestClient(console.database()).addMembers(100_000, "m".repeat(30));
    try (HttpClient client = HttpClient.newHttpClient();
        InputStream file =
            client.send(request(admin, "/users.csv"), BodyHandlers.ofInputStream()).body()) {
      file.readNBytes(1_000);
      TestDatabase.blockConnections(database);

      assertThatIOException().isThrownBy(file::readAllBytes);
    } finally {
      TestDatabase.allowConnections(database);
    }
  }

  private long requests() {
    return console.bean(MeterRegistry.class).find("http.server.requests").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private HttpRequest request(HttpBrowser browser, String path) {
    return HttpRequest.newBuilder(console.address().resolve(path))
        .header("Cookie", browser.cookieHeader())
        .build();
  }

  private static List<String> sendInParallel(HttpClient client, HttpRequest request, int count)
      throws Exception {
    List<String> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<String>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(threads.submit(() -> describe(client, request)));
      }
      for (Future<String> result : sent) {
        results.add(result.get());
      }
    }
    return results;
  }

  private static String describe(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      boolean whole = response.statusCode() == 200 && response.body().strip().endsWith("</html>");
      return whole ? "whole page" : Integer.toString(response.statusCode());
    } catch (IOException e) {
      return "truncated: " + e.getMessage();
    }
  }

  private void failWrites(String state, String message) {
    console
        .database()
        .sql(
            """
            create or replace function fail() returns trigger language plpgsql as $$
            begin
              raise exception using errcode = '%s', message = '%s';
            end $$
            """
                .formatted(state, message))
        .update();
    console
        .database()
        .sql(
            "create trigger fail before insert on audit_saved_filter"
                + " for each row execute function fail()")
        .update();
  }

  /** Sends more than fits into the buffers of a connection. */
  @RestController
  static class Failing {

    private static final int LENGTH = 32 << 20;

    @GetMapping("/failing/unchecked")
    void send(HttpServletResponse response) {
      try {
        response.getOutputStream().write(new byte[LENGTH]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @GetMapping("/failing/download/{failure}")
    void failAfterBytes(@PathVariable String failure, HttpServletResponse response)
        throws Exception {
      response.setHeader("Content-Disposition", "attachment; filename=\"x.csv\"");
      response.getOutputStream().write(new byte[100_000]);
      throw exception(failure);
    }

    @GetMapping("/failing/text/{failure}")
    void failAfterText(@PathVariable String failure, HttpServletResponse response)
        throws Exception {
      response.getWriter().write("x".repeat(100_000));
      throw exception(failure);
    }

    private static Exception exception(String failure) {
      return switch (failure) {
        case "truncated-archive" -> new EOFException("Unexpected end of ZLIB input stream");
        case "aborted" -> new DownloadAbortedException("It took too long.");
        case "closed-connection" ->
            new UncheckedIOException(new IOException("Connection reset by peer"));
        case "lost-database" ->
            new IllegalStateException(
                "failed", new SQLException("An I/O error occurred", "08006", new EOFException()));
        default ->
            new RemoteSystemException.Unreachable(
                RemoteSystem.NOMAD, "read a log", "EOF", "Check Nomad.", new EOFException());
      };
    }

    @GetMapping({"/failing/body", "/api/v1/failing"})
    byte[] send() {
      return new byte[LENGTH];
    }
  }
}

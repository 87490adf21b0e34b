package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Response times of the user list with 100,000 users, compared with the users of the fixture.
 * {@code mvn test -Dtest=UserPagesBenchmark}
 */
class UserPagesBenchmark {

  private static final int WARM_UP = 30;
  private static final int MEASURED = 150;
  private static final int DOWNLOADS = 7;

  @Test
  void pagesWith100000Users() throws IOException, InterruptedException {
    try (RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      Map<String, LatencySamples> few = pages(console, admin);

      LargeUserFixture.insert(console);
      Map<String, LatencySamples> many = pages(console, admin);

      BenchmarkReport report =
          new BenchmarkReport("| what | p50 ms | p95 ms | p99 ms | p50 with few users | ratio |");
      many.forEach(
          (what, latencies) ->
              line(report, what, latencies, Objects.requireNonNull(few.get(what))));
      report.publish("users");
    }
  }

  private static Map<String, LatencySamples> pages(RunningConsole console, HttpBrowser admin)
      throws IOException, InterruptedException {
    Map<String, LatencySamples> measured = new LinkedHashMap<>();
    Map<String, String> paths = paths(console);
    // warms up all pages first, because they share classes
    paths.values().forEach(path -> measure(admin, path, WARM_UP));
    paths.forEach((what, path) -> measured.put(what, measure(admin, path, MEASURED)));
    measured.putAll(download(console, admin));
    return measured;
  }

  private static Map<String, String> paths(RunningConsole console) {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("first page", "/users");
    paths.put("page in the middle", "/users?after=" + middle(console, "lower(login)"));
    paths.put("by role", "/users?sort=role");
    paths.put(
        "by role, in the middle",
        "/users?sort=role&after=" + middle(console, "(role || '/' || lower(login))"));
    for (String sort : new String[] {"seen", "-seen", "first", "since", "sign-ins", "-sign-ins"}) {
      paths.put("sorted by `" + sort + "`", "/users?sort=" + sort);
    }
    paths.put(
        "sorted by `-sign-ins`, in the middle",
        "/users?sort=-sign-ins&after=" + middle(console, "sign_ins"));
    for (String state : new String[] {"ACTIVE", "INACTIVE", "SUSPENDED", "SUSPENDED_NEW"}) {
      paths.put("state " + state, "/users?state=" + state);
    }
    paths.put("role ADMIN", "/users?role=ADMIN");
    paths.put("role MEMBER", "/users?role=MEMBER");
    paths.put("organization, large", "/users?org=" + LargeUserFixture.LARGE);
    paths.put("organization, small", "/users?org=" + LargeUserFixture.SMALL);
    paths.put("inactive for 90 days", "/users?idle=90");
    paths.put("inactive for 10 years: no results", "/users?idle=3650");
    paths.put("search, rare word", "/users?q=" + LargeUserFixture.RARE);
    paths.put("search, common word", "/users?q=" + LargeUserFixture.COMMON);
    paths.put("search, common word at the end of the list", "/users?q=" + LargeUserFixture.LATE);
    paths.put("search, word of most users", "/users?q=" + LargeUserFixture.EVERYWHERE);
    paths.put("search, no results", "/users?q=xyzzy");
    paths.put("search by `-seen`, rare word", "/users?sort=-seen&q=" + LargeUserFixture.RARE);
    paths.put(
        "large organization, 90 days, by `-seen`",
        "/users?org=" + LargeUserFixture.LARGE + "&idle=90&sort=-seen");
    paths.put(
        "small organization, 90 days, by `-seen`",
        "/users?org=" + LargeUserFixture.SMALL + "&idle=90&sort=-seen");
    paths.put(
        "pending admins of a small organization: no results",
        "/users?state=SUSPENDED_NEW&role=ADMIN&org=" + LargeUserFixture.SMALL);
    paths.put("palette, one letter", "/find?q=a");
    paths.put("palette, common word", "/find?q=" + LargeUserFixture.COMMON);
    paths.put("palette, common word at the end of the list", "/find?q=" + LargeUserFixture.LATE);
    paths.put("palette, word of most users", "/find?q=" + LargeUserFixture.EVERYWHERE);
    paths.put("palette, rare word", "/find?q=" + LargeUserFixture.RARE);
    paths.put("palette, no results", "/find?q=xyzzy");
    paths.put(
        "user page",
        "/users/" + new DatabaseTestClient(console.database()).accountId(Persona.VIEWER));
    paths.put("seats", "/users/seats");
    paths.put("overview", "/");
    return paths;
  }

  private static String middle(RunningConsole console, String expression) {
    return URLEncoder.encode(LargeUserFixture.middle(console, expression), StandardCharsets.UTF_8);
  }

  private static LatencySamples measure(HttpBrowser admin, String path, int times) {
    // palette and seats are fragments
    String[] headers =
        path.startsWith("/find") || path.equals("/users/seats")
            ? new String[] {"HX-Request", "true"}
            : new String[0];
    long[] measured = new long[times];
    for (int number = 0; number < times; number++) {
      long before = System.nanoTime();
      int status = admin.get(path, headers).statusCode();
      measured[number] = System.nanoTime() - before;
      assertThat(status).as(path).isEqualTo(200);
    }
    return new LatencySamples(measured);
  }

  /** Downloads all users as CSV: time to the first and to the last byte. */
  private static Map<String, LatencySamples> download(RunningConsole console, HttpBrowser admin)
      throws IOException, InterruptedException {
    long[] first = new long[DOWNLOADS];
    long[] last = new long[DOWNLOADS];
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(console.address().resolve("/users.csv"))
              .header("Cookie", admin.cookieHeader())
              .build();
      for (int number = 0; number < DOWNLOADS; number++) {
        long before = System.nanoTime();
        try (InputStream file = client.send(request, BodyHandlers.ofInputStream()).body()) {
          assertThat(file.read()).as("first byte of the byte order mark").isEqualTo(0xEF);
          first[number] = System.nanoTime() - before;
          file.transferTo(OutputStream.nullOutputStream());
          last[number] = System.nanoTime() - before;
        }
      }
    }
    Map<String, LatencySamples> measured = new LinkedHashMap<>();
    measured.put("CSV of all users, first byte", new LatencySamples(first));
    measured.put("CSV of all users, last byte", new LatencySamples(last));
    return measured;
  }

  private static void line(
      BenchmarkReport report, String what, LatencySamples many, LatencySamples few) {
    report.line(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f | %.1f |",
            what,
            many.cells(),
            few.percentile(50),
            many.percentile(50) / few.percentile(50)));
  }
}

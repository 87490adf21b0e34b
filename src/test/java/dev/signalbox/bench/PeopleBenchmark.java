package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
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
 * What the list of people costs one admin with 100,000 of them in the books, and how much more that
 * is than with the few of the sandbox. {@code mvn test -Dtest=PeopleBenchmark}
 */
class PeopleBenchmark {

  private static final int WARM_UP = 30;
  private static final int MEASURED = 150;
  private static final int DOWNLOADS = 7;

  @Test
  void aHundredThousandPeople() throws IOException, InterruptedException {
    try (RunningConsole console = RunningConsole.start(TestDatabase.ofItsOwn(), Map.of())) {
      console.beginAgain();
      WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
      Map<String, Latencies> few = pages(console, admin);

      Town.settle(console);
      Map<String, Latencies> many = pages(console, admin);

      Report report =
          new Report("| what | p50 ms | p95 ms | p99 ms | p50 with few people | ratio |");
      many.forEach(
          (what, latencies) ->
              line(report, what, latencies, Objects.requireNonNull(few.get(what))));
      report.publish("people");
    }
  }

  private static Map<String, Latencies> pages(RunningConsole console, WireBrowser admin)
      throws IOException, InterruptedException {
    Map<String, Latencies> measured = new LinkedHashMap<>();
    Map<String, String> paths = paths(console);
    // in turns, so that no page pays for the classes that all of them use
    paths.values().forEach(path -> ask(admin, path, WARM_UP));
    paths.forEach((what, path) -> measured.put(what, ask(admin, path, MEASURED)));
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
    paths.put("organisation, large", "/users?org=" + Town.LARGE);
    paths.put("organisation, small", "/users?org=" + Town.SMALL);
    paths.put("not for 90 days", "/users?idle=90");
    paths.put("not for 10 years: nobody", "/users?idle=3650");
    paths.put("search, a rare word", "/users?q=" + Town.RARE);
    paths.put("search, a common word", "/users?q=" + Town.COMMON);
    paths.put("search, a common word at the alphabet's end", "/users?q=" + Town.LATE);
    paths.put("search, a word of most people", "/users?q=" + Town.EVERYWHERE);
    paths.put("search, a word of nobody", "/users?q=xyzzy");
    paths.put("search, by `-seen`, a rare word", "/users?sort=-seen&q=" + Town.RARE);
    paths.put(
        "large organisation, 90 days, by `-seen`",
        "/users?org=" + Town.LARGE + "&idle=90&sort=-seen");
    paths.put(
        "small organisation, 90 days, by `-seen`",
        "/users?org=" + Town.SMALL + "&idle=90&sort=-seen");
    paths.put(
        "admins of a small organisation who wait: nobody",
        "/users?state=SUSPENDED_NEW&role=ADMIN&org=" + Town.SMALL);
    paths.put("palette, one letter", "/find?q=a");
    paths.put("palette, a common word", "/find?q=" + Town.COMMON);
    paths.put("palette, a common word at the alphabet's end", "/find?q=" + Town.LATE);
    paths.put("palette, a word of most people", "/find?q=" + Town.EVERYWHERE);
    paths.put("palette, a rare word", "/find?q=" + Town.RARE);
    paths.put("palette, a word of nobody", "/find?q=xyzzy");
    paths.put("a person", "/users/" + new Books(console.database()).id(Persona.VIEWER));
    paths.put("the seats", "/users/seats");
    paths.put("overview", "/");
    return paths;
  }

  private static String middle(RunningConsole console, String expression) {
    return URLEncoder.encode(Town.middle(console, expression), StandardCharsets.UTF_8);
  }

  private static Latencies ask(WireBrowser admin, String path, int times) {
    // the palette and the seats are parts of a page
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
    return new Latencies(measured);
  }

  /** Everybody as a file: when it begins, and when it is whole. */
  private static Map<String, Latencies> download(RunningConsole console, WireBrowser admin)
      throws IOException, InterruptedException {
    long[] first = new long[DOWNLOADS];
    long[] whole = new long[DOWNLOADS];
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(console.address().resolve("/users.csv"))
              .header("Cookie", admin.cookieHeader())
              .build();
      for (int number = 0; number < DOWNLOADS; number++) {
        long before = System.nanoTime();
        try (InputStream file = client.send(request, BodyHandlers.ofInputStream()).body()) {
          assertThat(file.read()).isEqualTo('"');
          first[number] = System.nanoTime() - before;
          file.transferTo(OutputStream.nullOutputStream());
          whole[number] = System.nanoTime() - before;
        }
      }
    }
    Map<String, Latencies> measured = new LinkedHashMap<>();
    measured.put("CSV of everybody, first byte", new Latencies(first));
    measured.put("CSV of everybody, whole", new Latencies(whole));
    return measured;
  }

  private static void line(Report report, String what, Latencies many, Latencies few) {
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

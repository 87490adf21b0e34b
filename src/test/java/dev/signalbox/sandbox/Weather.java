package dev.signalbox.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a fake remote system is like to talk to right now; it may change while somebody waits. */
public final class Weather {

  /** The kinds of bad day a remote system can have. */
  public enum Kind {
    /** Answers as documented. */
    FINE,
    /** Answers as documented, later. */
    SLOW,
    /** Answers 403 to everything. */
    REFUSING,
    /** Closes the connection without an answer. */
    DOWN,
    /** Answers 200 with a body that is not what was asked for. */
    LYING
  }

  /** What a lying system sends instead of the truth. */
  public enum Lie {
    /** A friendly web page, as proxies and captive portals send. */
    HTML("text/html; charset=utf-8", "<!doctype html><title>Welcome</title><p>It works!</p>"),
    /** JSON that stops in the middle. */
    TRUNCATED_JSON("application/json; charset=utf-8", "{\"id\":1001,\"login\":\"adm");

    private final String contentType;
    private final String body;

    Lie(String contentType, String body) {
      this.contentType = contentType;
      this.body = body;
    }
  }

  private volatile Sky sky = new Sky(Kind.FINE, Duration.ZERO, Lie.HTML);

  public Kind kind() {
    return sky.kind;
  }

  /** Changes the weather; slow means two seconds and a lie is a web page unless said otherwise. */
  public void turn(Kind kind) {
    change(new Sky(kind, Duration.ofSeconds(2), Lie.HTML));
  }

  /** Every answer takes this long, or until the weather changes. */
  public void turnSlow(Duration delay) {
    change(new Sky(Kind.SLOW, delay, Lie.HTML));
  }

  public void turnLying(Lie lie) {
    change(new Sky(Kind.LYING, Duration.ZERO, lie));
  }

  /**
   * Lets the weather at the exchange before a fake answers it.
   *
   * @return whether the weather has dealt with the exchange, so that the fake must not
   */
  public boolean intercepts(HttpExchange exchange) throws IOException {
    Sky now = sky;
    return switch (now.kind) {
      case FINE -> false;
      case SLOW -> !waitedOut(now, exchange);
      case REFUSING ->
          send(exchange, 403, "application/json; charset=utf-8", "{\"message\":\"Forbidden\"}");
      case DOWN -> interceptsWhenDown(exchange);
      case LYING -> send(exchange, 200, now.lie.contentType, now.lie.body);
    };
  }

  /** Like {@link #intercepts}, for what works in every weather as long as the system is up. */
  public boolean interceptsWhenDown(HttpExchange exchange) {
    if (sky.kind != Kind.DOWN) {
      return false;
    }
    // closing before any header was sent makes the server drop the connection
    exchange.close();
    return true;
  }

  private void change(Sky next) {
    Sky before = sky;
    sky = next;
    before.over.complete(true);
  }

  /** Whether there is still somebody to answer after the wait. */
  private static boolean waitedOut(Sky now, HttpExchange exchange) {
    try {
      return now.over.get(now.delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException | InterruptedException e) {
      // the fake is being closed: nobody waits for this answer any more
      Thread.currentThread().interrupt();
      exchange.close();
      return false;
    }
  }

  private static boolean send(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    return true;
  }

  private static final class Sky {
    private final Kind kind;
    private final Duration delay;
    private final Lie lie;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    private Sky(Kind kind, Duration delay, Lie lie) {
      this.kind = kind;
      this.delay = delay;
      this.lie = lie;
    }
  }
}

package dev.signalbox.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Injects faults into a fake remote system. A change takes effect on waiting requests, too. */
public final class Faults {

  /** The kinds of faults. */
  public enum Kind {
    /** Responds as documented. */
    NONE,
    /** Responds as documented after a delay. */
    SLOW,
    /** Responds with 403 to every request. */
    DENYING,
    /** Closes the connection without a response. */
    DOWN,
    /** Responds with 200 and an unexpected body. */
    MALFORMED
  }

  /** The bodies of malformed responses. */
  public enum MalformedBody {
    /** An HTML page, as sent by proxies and captive portals. */
    HTML("text/html; charset=utf-8", "<!doctype html><title>Welcome</title><p>It works!</p>"),
    /** Truncated JSON. */
    TRUNCATED_JSON("application/json; charset=utf-8", "{\"id\":1001,\"login\":\"adm");

    private final String contentType;
    private final String body;

    MalformedBody(String contentType, String body) {
      this.contentType = contentType;
      this.body = body;
    }
  }

  private volatile State state = new State(Kind.NONE, Duration.ZERO, MalformedBody.HTML);

  public Kind kind() {
    return state.kind;
  }

  /** Sets the fault. Defaults: a delay of 2 s and an HTML page as malformed body. */
  public void set(Kind kind) {
    change(new State(kind, Duration.ofSeconds(2), MalformedBody.HTML));
  }

  /** Delays every response until the fault changes, at most by the given time. */
  public void setDelay(Duration delay) {
    change(new State(Kind.SLOW, delay, MalformedBody.HTML));
  }

  public void setMalformed(MalformedBody malformedBody) {
    change(new State(Kind.MALFORMED, Duration.ZERO, malformedBody));
  }

  /**
   * Applies the fault to an exchange before the fake handles it.
   *
   * @return whether the exchange is completed, so that the fake must not handle it
   */
  public boolean intercepts(HttpExchange exchange) throws IOException {
    State now = state;
    return switch (now.kind) {
      case NONE -> false;
      case SLOW -> !delayed(now, exchange);
      case DENYING ->
          send(exchange, 403, "application/json; charset=utf-8", "{\"message\":\"Forbidden\"}");
      case DOWN -> interceptsWhenDown(exchange);
      case MALFORMED -> send(exchange, 200, now.malformedBody.contentType, now.malformedBody.body);
    };
  }

  /** Like {@link #intercepts}, for requests that only {@link Kind#DOWN} affects. */
  public boolean interceptsWhenDown(HttpExchange exchange) {
    if (state.kind != Kind.DOWN) {
      return false;
    }
    // closing before headers are sent makes the server drop the connection
    exchange.close();
    return true;
  }

  private void change(State next) {
    State before = state;
    state = next;
    before.ended.complete(true);
  }

  /** Whether the fake should respond after the delay. */
  private static boolean delayed(State now, HttpExchange exchange) {
    try {
      return now.ended.get(now.delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException | InterruptedException e) {
      // the fake is being closed
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

  private static final class State {
    private final Kind kind;
    private final Duration delay;
    private final MalformedBody malformedBody;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private State(Kind kind, Duration delay, MalformedBody malformedBody) {
      this.kind = kind;
      this.delay = delay;
      this.malformedBody = malformedBody;
    }
  }
}

package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.signalbox.sandbox.Weather;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.function.Function;

/** Takes what comes through one socket: counts it, lets the weather at it, has it answered. */
final class Listener implements HttpHandler {

  private final URI base;
  private final Weather weather;
  private final Requests requests;
  private final Function<Request, Answer> answers;

  Listener(URI base, Weather weather, Requests requests, Function<Request, Answer> answers) {
    this.base = base;
    this.weather = weather;
    this.requests = requests;
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange, base);
    requests.count(request.path());
    boolean dealtWith =
        request.path().equals(WebSite.AUTHORIZE)
            ? weather.interceptsWhenDown(exchange)
            : weather.intercepts(exchange);
    if (!dealtWith) {
      answer(request).sendTo(exchange);
    }
  }

  /** A mistake in the fake shows up where it hurts, in the answer. */
  private Answer answer(Request request) {
    try {
      return answers.apply(request);
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Answer.text(500, "text/plain; charset=utf-8", trace.toString());
    }
  }
}

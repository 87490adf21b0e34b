package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.signalbox.sandbox.Faults;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.function.Function;

/** Counts requests, applies faults and sends the responses of one server socket. */
final class FaultInjectingHandler implements HttpHandler {

  private final URI base;
  private final Faults faults;
  private final RequestCounter requests;
  private final Function<GitHubStubRequest, GitHubStubResponse> handler;

  FaultInjectingHandler(
      URI base,
      Faults faults,
      RequestCounter requests,
      Function<GitHubStubRequest, GitHubStubResponse> handler) {
    this.base = base;
    this.faults = faults;
    this.requests = requests;
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    GitHubStubRequest request = GitHubStubRequest.of(exchange, base);
    requests.increment(request.path());
    boolean isIntercepted =
        request.path().equals(GitHubWebSite.AUTHORIZE)
            ? faults.interceptsWhenDown(exchange)
            : faults.intercepts(exchange);
    if (!isIntercepted) {
      respond(request).sendTo(exchange);
    }
  }

  /** Sends the stack trace of a bug in the fake with status 500. */
  private GitHubStubResponse respond(GitHubStubRequest request) {
    try {
      return handler.apply(request);
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return GitHubStubResponse.text(500, "text/plain; charset=utf-8", trace.toString());
    }
  }
}

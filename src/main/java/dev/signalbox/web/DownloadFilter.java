package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Monitors all downloads, which are recognized by their header {@code Content-Disposition}. Runs
 * after Spring Security, which provides the user.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class DownloadFilter extends OncePerRequestFilter {

  private final ActiveDownloads downloads;
  private final Clock clock;

  DownloadFilter(ActiveDownloads downloads, Clock clock) {
    this.downloads = downloads;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    AtomicReference<@Nullable Download> started = new AtomicReference<>();
    ClientConnection connection = ClientConnection.of(request);
    request.setAttribute(
        ClientConnection.ATTRIBUTE, new MonitoredConnection(connection, started::get));
    try {
      chain.doFilter(
          request,
          new DownloadResponse(
              response,
              () -> {
                Download download = new Download(owner(request), clock);
                started.set(download);
                downloads.add(download);
                return download;
              }));
    } finally {
      @Nullable Download download = started.get();
      if (download != null) {
        downloads.remove(download);
      }
    }
  }

  private static Principal owner(HttpServletRequest request) {
    @Nullable Principal user = request.getUserPrincipal();
    return user == null ? () -> "" : user;
  }

  /** A client connection that counts as closed after its download was aborted. */
  record MonitoredConnection(ClientConnection client, Supplier<@Nullable Download> download)
      implements ClientConnection {

    @Override
    public boolean isOpen() {
      @Nullable Download current = download.get();
      return (current == null || !current.isAborted()) && client.isOpen();
    }

    @Override
    public void checkDownload() {
      @Nullable Download current = download.get();
      if (current != null) {
        current.check();
      }
    }
  }
}

package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.DownloadAbortedException;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ObjectNotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Downloads whole logs as files. */
@NomadPage
@Controller
class LogDownloadController {

  private final LogDownloads downloads;
  private final ClusterState cluster;
  private final FlashCookie flashes;

  LogDownloadController(LogDownloads downloads, ClusterState cluster, FlashCookie flashes) {
    this.downloads = downloads;
    this.cluster = cluster;
    this.flashes = flashes;
  }

  @GetMapping("/nomad/allocations/{id}/log.txt")
  @Nullable String text(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      HttpServletResponse response)
      throws IOException {
    StreamChoice choice = StreamChoice.of(stream);
    if (choice == StreamChoice.BOTH) {
      throw new InvalidParametersException(Map.of("stream", "Must be stderr or stdout."));
    }
    Allocation allocation = allocation(id);
    if (task.isEmpty()) {
      throw new ObjectNotFoundException(
          "task", "The requested task", NomadLinks.log(id), "the log");
    }
    Source source = new Source(id, task, choice.streams().getFirst());
    return send(
        response,
        NomadLinks.log(id),
        "text/plain;charset=UTF-8",
        allocation.shortId() + "-" + task + "-" + source.stream().apiName() + ".txt",
        to -> downloads.writeText(source, to));
  }

  @GetMapping("/nomad/allocations/{id}/log.zip")
  @Nullable String zip(@PathVariable String id, HttpServletResponse response) throws IOException {
    Allocation allocation = allocation(id);
    return send(
        response,
        NomadLinks.log(id),
        "application/zip",
        allocation.shortId() + "-logs.zip",
        to -> downloads.writeZip(allocation, to));
  }

  @GetMapping("/nomad/job/log.zip")
  @Nullable String zipOfJob(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      HttpServletResponse response)
      throws IOException {
    JobKey job = new JobKey(namespace, id);
    List<Allocation> allocations = cluster.snapshot().allocationsOf(job);
    if (allocations.isEmpty()) {
      throw new ObjectNotFoundException("log", "A log of " + id, "/nomad/jobs", "jobs");
    }
    return send(
        response,
        NomadLinks.jobLog(job),
        "application/zip",
        id + "-logs.zip",
        to -> downloads.writeZip(job, allocations, to));
  }

  private @Nullable String send(
      HttpServletResponse response,
      String page,
      String type,
      String file,
      Consumer<OutputStream> write)
      throws IOException {
    DeferredFileResponse deferred =
        new DeferredFileResponse(response, type, file.replaceAll("[^A-Za-z0-9._-]", "_"));
    if (HeadRequest.isCurrent()) {
      deferred.start();
      return null;
    }
    String limit = downloads.acquire();
    if (!limit.isEmpty()) {
      flashes.add(response, FlashMessage.error(limit + " Wait for one to finish, then try again."));
      return "redirect:" + page;
    }
    try {
      write.accept(deferred);
      deferred.start();
      return null;
    } catch (RemoteSystemException e) {
      if (deferred.hasStarted()) {
        throw new DownloadAbortedException(String.valueOf(e.getMessage()), e);
      }
      throw e;
    } finally {
      downloads.release();
    }
  }

  private Allocation allocation(String id) {
    return cluster
        .snapshot()
        .allocation(id)
        .orElseThrow(() -> new ObjectNotFoundException("allocation", id, "/nomad/jobs", "jobs"));
  }

  /**
   * Sets the headers of a file download with the first byte. A failure before that is shown as an
   * error page, which must not have these headers.
   */
  private static final class DeferredFileResponse extends OutputStream {

    private final HttpServletResponse response;
    private final String type;
    private final String file;
    private boolean hasStarted;

    DeferredFileResponse(HttpServletResponse response, String type, String file) {
      this.response = response;
      this.type = type;
      this.file = file;
    }

    boolean hasStarted() {
      return hasStarted;
    }

    /** Sets the headers. Call this explicitly for an empty file. */
    void start() {
      if (!hasStarted) {
        hasStarted = true;
        response.setContentType(type);
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        // prevents nginx from buffering the file before it is sent
        response.setHeader("X-Accel-Buffering", "no");
      }
    }

    @Override
    public void write(int one) throws IOException {
      start();
      response.getOutputStream().write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      start();
      response.getOutputStream().write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      if (hasStarted) {
        response.getOutputStream().flush();
      }
    }
  }
}

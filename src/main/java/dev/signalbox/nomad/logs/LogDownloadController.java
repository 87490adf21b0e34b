package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Whole logs as files. */
@Controller
class LogDownloadController {

  private final LogDownloads downloads;
  private final NomadCluster cluster;
  private final FlashCookie flashes;

  LogDownloadController(LogDownloads downloads, NomadCluster cluster, FlashCookie flashes) {
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
    Allocation allocation = allocation(id);
    if (task.isEmpty()) {
      throw new NotFound("task", "of that name", NomadLinks.log(id), "the log");
    }
    Source source = new Source(id, task, Stream.of(stream).orElse(Stream.STDERR));
    return send(
        response,
        NomadLinks.log(id),
        "text/plain;charset=UTF-8",
        allocation.shortId() + "-" + task + "-" + source.stream().word() + ".txt",
        to -> downloads.text(source, to));
  }

  @GetMapping("/nomad/allocations/{id}/log.zip")
  @Nullable String zip(@PathVariable String id, HttpServletResponse response) throws IOException {
    Allocation allocation = allocation(id);
    return send(
        response,
        NomadLinks.log(id),
        "application/zip",
        allocation.shortId() + "-logs.zip",
        to -> downloads.zip(allocation, to));
  }

  @GetMapping("/nomad/job/log.zip")
  @Nullable String zipOfJob(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      HttpServletResponse response)
      throws IOException {
    JobKey job = new JobKey(namespace, id);
    List<Allocation> allocations = cluster.view().allocationsOf(job);
    if (allocations.isEmpty()) {
      throw new NotFound("log of", id, "/nomad/jobs", "the jobs");
    }
    return send(
        response,
        NomadLinks.jobLog(job),
        "application/zip",
        id + "-logs.zip",
        to -> downloads.zip(job, allocations, to));
  }

  private @Nullable String send(
      HttpServletResponse response,
      String page,
      String type,
      String file,
      Consumer<OutputStream> write)
      throws IOException {
    String why = downloads.take();
    if (!why.isEmpty()) {
      flashes.say(response, Flash.refused(why + " Wait for one to end, then try again."));
      return "redirect:" + page;
    }
    FileAnswer answer = new FileAnswer(response, type, file.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      write.accept(answer);
      answer.begin();
      return null;
    } catch (OutsideWorldException e) {
      if (answer.begun()) {
        throw new BrokenOff("The log broke off while it was sent.", e);
      }
      throw e;
    } finally {
      downloads.giveBack();
    }
  }

  private Allocation allocation(String id) {
    return cluster
        .view()
        .allocation(id)
        .orElseThrow(() -> new NotFound("allocation", id, "/nomad/jobs", "the jobs"));
  }

  /** Nobody answers it: the container closes the connection, so that the receiver sees it. */
  private static final class BrokenOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOff(String why, Throwable cause) {
      super(why, cause);
    }
  }
}

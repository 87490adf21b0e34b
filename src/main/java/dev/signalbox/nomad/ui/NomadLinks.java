package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.JobKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** URL paths of the pages of cluster objects. */
public final class NomadLinks {

  private NomadLinks() {}

  public static String client(String id) {
    return "/nomad/clients/" + id;
  }

  public static String allocation(String id) {
    return "/nomad/allocations/" + id;
  }

  /** The log page of an allocation, which opens stderr of the first task. */
  public static String log(String allocationId) {
    return allocation(allocationId) + "/log";
  }

  /** The first line of a log that looks like an error. */
  public static String firstError(String allocationId) {
    return log(allocationId) + "?stream=both#first-error";
  }

  public static String job(JobKey key) {
    return "/nomad/job" + query(key);
  }

  /** The merged log of all allocations of a job. */
  public static String jobLog(JobKey key) {
    return "/nomad/job/log" + query(key);
  }

  /** The job as query parameters, because its id may contain slashes. */
  public static String query(JobKey key) {
    return "?id=" + encode(key.id()) + "&namespace=" + encode(key.namespace());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package dev.signalbox.nomad;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the things of the cluster are shown. */
public final class NomadLinks {

  private NomadLinks() {}

  public static String client(String id) {
    return "/nomad/clients/" + id;
  }

  public static String allocation(String id) {
    return "/nomad/allocations/" + id;
  }

  /** The log of an allocation's first task, stderr first. */
  public static String log(String allocationId) {
    return allocation(allocationId) + "/log";
  }

  public static String job(JobKey key) {
    return "/nomad/job" + query(key);
  }

  /** The logs of all allocations of a job in one. */
  public static String jobLog(JobKey key) {
    return "/nomad/job/log" + query(key);
  }

  /** A job as parameters: its id may hold slashes, which no path may. */
  public static String query(JobKey key) {
    return "?id=" + encoded(key.id()) + "&namespace=" + encoded(key.namespace());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

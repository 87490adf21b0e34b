package dev.signalbox.nomad;

import java.util.List;

/** The connections of this instance to Nomad. */
public interface NomadConnections {

  /** Returns the use of each pool. Reads only counters. */
  List<ConnectionUsage> usage();
}

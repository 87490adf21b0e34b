package dev.signalbox.drains.termination;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.nomad.ClientTerminations;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes releases, and publishes each change. */
@Component
class TerminationRequests implements ClientTerminations {

  static final String TOPIC = "releases";

  private final TerminationRequestRepository releases;
  private final EntityManager entities;
  private final InstanceNotifier notifier;
  private final Clock clock;

  TerminationRequests(
      TerminationRequestRepository releases,
      EntityManager entities,
      InstanceNotifier notifier,
      Clock clock) {
    this.releases = releases;
    this.entities = entities;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** The client's release in progress, or its last one. */
  Optional<TerminationRequest> findLatest(String clientId) {
    return releases.findLatest(clientId);
  }

  /** The most recent releases, newest first. */
  List<TerminationRequest> findRecent(int limit) {
    return releases.findRecent(Limit.of(limit));
  }

  /** The release in progress, or the last one, with this client id, name or instance id. */
  Optional<TerminationRequest> findLatestByIdOrName(String idOrName) {
    return releases.findLatestByIdOrName(idOrName);
  }

  Optional<TerminationRequest> find(UUID id) {
    return releases.find(id);
  }

  /** The releases that have not ended, oldest first. */
  List<TerminationRequest> findOpen() {
    return releases.findOpen();
  }

  /** Why each of the halted releases waits until an admin resumes it. */
  List<String> findHaltReasons() {
    return findOpen().stream()
        .map(TerminationRequest::halted)
        .filter(why -> !why.isEmpty())
        .toList();
  }

  @Override
  public Optional<OpenTermination> openOf(String clientId) {
    return findLatest(clientId)
        .filter(TerminationRequest::isOpen)
        .map(release -> new OpenTermination(ReleasesPage.status(release), release.stateSince()));
  }

  @Transactional
  public void add(TerminationRequest release) {
    entities.persist(new StoredTerminationRequest(release));
    entities.flush();
    notifier.publishChange(TOPIC);
  }

  /**
   * Records that the next step of a release is about to start.
   *
   * @param lease how long no other instance may start the step, even if this one stops
   * @return false if the release was canceled or changed meanwhile, if another instance holds the
   *     lease, or if the backoff after a failure has not passed
   */
  @Transactional
  public boolean tryStartStep(TerminationRequest release, Duration lease) {
    Instant now = clock.instant();
    return releases.startStep(release.id(), release.state(), now, now.plus(lease)) == 1;
  }

  /** Records a failed step and the time until the next attempt. */
  @Transactional
  public void recordFailure(
      TerminationRequest release, String note, String failure, Duration pause) {
    Instant until = clock.instant().plus(pause);
    published(releases.setFailure(release.id(), release.state(), note, failure, until));
  }

  /** Records the next state, unless the release has ended or changed meanwhile. */
  @Transactional
  public boolean setState(TerminationRequest release, TerminationRequest.State state, long index) {
    return published(
        releases.setState(release.id(), release.state(), state, index, clock.instant()));
  }

  /** Records the final state, unless the release has ended or changed meanwhile. */
  @Transactional
  public boolean finish(TerminationRequest release, TerminationRequest.State state, String note) {
    boolean abandoned = state == TerminationRequest.State.ABANDONED;
    return published(
        releases.finish(release.id(), release.state(), state, abandoned, note, clock.instant()));
  }

  /**
   * Stops all requests for the releases in progress. SAFE is reset, because the client may run
   * builds again.
   *
   * @return the releases that were not halted before
   */
  @Transactional
  public List<TerminationRequest> haltAll(String why) {
    List<TerminationRequest> open =
        findOpen().stream().filter(release -> !release.isHalted()).toList();
    releases.haltAll(why);
    notifier.publishChange(TOPIC);
    return open;
  }

  /**
   * Allows requests again.
   *
   * @return false if the release was not halted or has ended
   */
  @Transactional
  public boolean resume(UUID id) {
    return published(releases.resume(id));
  }

  /** Cancels a release in any state, unless it has ended. */
  @Transactional
  public boolean cancel(TerminationRequest release) {
    return published(
        releases.cancel(release.id(), TerminationRequest.State.CANCELLED, clock.instant()));
  }

  /** Records a heartbeat, at most once per interval unless something has changed. */
  @Transactional
  public void recordHeartbeat(TerminationRequest release, int left, Duration interval) {
    Instant now = clock.instant();
    Instant due = release.heartbeatAt().plus(interval);
    if (left != release.left() || !now.isBefore(due) || !release.note().isEmpty()) {
      published(releases.setHeartbeat(release.id(), left, now));
    }
  }

  /** Records why a release can't continue, without a heartbeat. */
  @Transactional
  public void setObstacle(TerminationRequest release, String note) {
    if (!release.note().equals(note)) {
      published(releases.setNote(release.id(), note));
    }
  }

  private boolean published(int changed) {
    notifier.publishChange(TOPIC);
    return changed == 1;
  }
}

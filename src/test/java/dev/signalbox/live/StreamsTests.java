package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.live.Streams.Opening;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many streams there may be. */
class StreamsTests {

  private final Streams streams = new Streams(new EverybodyWelcome(), new SimpleMeterRegistry());

  @Test
  void opensTwoThousandAndTellsTheNextToPoll() {
    IntStream.range(0, Streams.MOST_IN_ALL)
        .forEach(
            number ->
                assertThat(streams.open(somebody(), "", "")).isInstanceOf(Opening.Opened.class));

    assertThat(streams.open(somebody(), "", "")).isInstanceOf(Opening.TooManyInAll.class);
  }

  @Test
  void holdsToTheLimitWhenTabsOpenAtTheSameMoment() {
    StreamOwner owner = somebody();

    long opened =
        IntStream.range(0, 200)
            .parallel()
            .filter(tab -> streams.open(owner, "", "") instanceof Opening.Opened)
            .count();

    assertThat(opened).isEqualTo(Streams.MOST_FOR_ONE_PERSON);
  }

  @Test
  void takesAStreamForOverWhoseTabHasOpenedTheNext() {
    StreamOwner owner = somebody();

    IntStream.range(0, 20)
        .forEach(
            page ->
                assertThat(streams.open(owner, "page" + page, "page" + (page - 1)))
                    .isInstanceOf(Opening.Opened.class));
  }

  @Test
  void leavesTheStreamsOfOthersAloneWhateverTheyAreCalled() {
    StreamOwner owner = somebody();
    IntStream.range(0, Streams.MOST_FOR_ONE_PERSON)
        .forEach(tab -> streams.open(owner, "tab" + tab, ""));

    streams.open(somebody(), "another", "tab0");

    assertThat(streams.open(owner, "one-more", "")).isInstanceOf(Opening.TooManyOfYours.class);
  }

  @Test
  void replacesNoStreamThatHasNoName() {
    StreamOwner owner = somebody();
    IntStream.range(0, Streams.MOST_FOR_ONE_PERSON).forEach(tab -> streams.open(owner, "", ""));

    assertThat(streams.open(owner, "", "")).isInstanceOf(Opening.TooManyOfYours.class);
  }

  private static StreamOwner somebody() {
    return new StreamOwner(UUID.randomUUID(), "a session");
  }

  private static final class EverybodyWelcome implements StreamOwners {

    @Override
    public Optional<StreamOwner> current() {
      return Optional.empty();
    }

    @Override
    public Set<StreamOwner> stillWelcome(Set<StreamOwner> owners) {
      return owners;
    }
  }
}

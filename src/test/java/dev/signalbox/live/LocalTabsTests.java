package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LocalTabsTests {

  private final LocalTabs tabs =
      new LocalTabs(new SseConnections(new DistinctOwnerResolver(), new SimpleMeterRegistry()));

  @Test
  void notifiesAllOfManyTabs() throws Exception {
    MockMvc events = MockMvcBuilders.standaloneSetup(new EventsController(tabs)).build();
    List<MockHttpServletResponse> streams = new ArrayList<>();
    for (int tab = 0; tab < 25; tab++) {
      streams.add(events.perform(MockMvcRequestBuilders.get("/events")).andReturn().getResponse());
    }

    tabs.publishChange("jobs");

    await()
        .untilAsserted(
            () ->
                assertThat(streams)
                    .allSatisfy(
                        stream -> assertThat(stream.getContentAsString()).contains("data:jobs")));
  }

  @Test
  void notifiesUpToTenTabsAtOnceAndMoreInAtMostTwentyGroups() {
    assertThat(LocalTabs.groupSize(1)).isEqualTo(10);
    assertThat(LocalTabs.groupSize(200)).isEqualTo(10);
    assertThat(LocalTabs.groupSize(201)).isEqualTo(11);
    assertThat(LocalTabs.groupSize(2000)).isEqualTo(100);
  }
}

package dev.signalbox.velero;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAgentTests {

  @Test
  void readsARunningAgent() {
    assertThat(
            NodeAgent.read(
                json(
                    """
                    {'metadata':{'name':'restic-5vlww','labels':{'name':'restic'}},
                     'spec':{'nodeName':'node-1'},
                     'status':{'phase':'Running','conditions':[{'type':'Ready','status':'True'}]}}
                    """)))
        .isEqualTo(new NodeAgent("restic-5vlww", "node-1", true, ""));
  }

  /** The controller of a DaemonSet selects the node of a pod by its affinity. */
  @Test
  void readsTheNodeAndReasonOfAPendingAgent() {
    assertThat(
            NodeAgent.read(
                json(
                    """
                    {'metadata':{'name':'a','ownerReferences':[{'name':'node-agent'}]},
                     'spec':{'affinity':{'nodeAffinity':{
                      'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[
                       {'matchFields':[{'key':'metadata.name','operator':'In',
                        'values':['node-2']}]}]}}}},
                     'status':{'phase':'Pending','conditions':[{'type':'PodScheduled',
                      'status':'False','message':'Insufficient memory.'}]}}
                    """)))
        .isEqualTo(new NodeAgent("a", "node-2", false, "Insufficient memory."));
  }

  @Test
  void readsTheReasonOfAWaitingContainer() {
    NodeAgent agent =
        NodeAgent.read(
            json(
                "{'status':{'containerStatuses':[{'state':{'waiting':{'reason':'ErrImagePull',"
                    + "'message':'not found'}}}]}}"));

    assertThat(agent.reason()).isEqualTo("ErrImagePull: not found");
    assertThat(NodeAgent.read(json("{}")).ready()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "name, node-agent, true",
    "name, restic, true",
    "role, node-agent, true",
    "name, velero, false",
    "app, restic, false",
  })
  void recognizesAgentsByTheirLabels(String key, String value, boolean agent) {
    ResourceMetadata pod =
        ResourceMetadata.read(
            ResourceJson.of(json("{'metadata':{'labels':{'%s':'%s'}}}".formatted(key, value))));

    assertThat(NodeAgent.isAgent(pod)).isEqualTo(agent);
  }
}

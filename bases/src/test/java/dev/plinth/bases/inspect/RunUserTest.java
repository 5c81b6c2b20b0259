package dev.plinth.bases.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.inspect.RunUser.NonRoot;
import dev.plinth.bases.inspect.Start.Form;
import dev.plinth.inventory.catalog.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunUserTest {
  private static final List<Account> USERS =
      List.of(new Account("root", 0, 0, ""), new Account("app", 10001, 10002, ""));
  private static final List<Account> GROUPS =
      List.of(new Account("root", 0, 0, ""), new Account("web", 33, 33, ""));

  private static RunUser of(String user) {
    return RunUser.of(user, USERS, GROUPS);
  }

  @Test
  void nobodyIsRoot() {
    assertThat(of("")).isEqualTo(new RunUser("", "root", 0, 0, NonRoot.ROOT));
    assertThat(of("0:33").nonRoot()).isEqualTo(NonRoot.ROOT);
    assertThat(of("root").nonRoot()).isEqualTo(NonRoot.ROOT);
    assertThat(RunUser.of("root", List.of(), List.of()).root()).isTrue();
    assertThat(of(":33")).isEqualTo(new RunUser(":33", "root", 0, 33, NonRoot.ROOT));
  }

  @Test
  void aNumberIsAcceptedWhetherTheImageKnowsItOrNot() {
    assertThat(of("10001")).isEqualTo(new RunUser("10001", "app", 10001, 10002, NonRoot.ACCEPTED));
    assertThat(of("65532")).isEqualTo(new RunUser("65532", "", 65532, 0, NonRoot.ACCEPTED));
    assertThat(of("65532:web").group()).isEqualTo(33);
  }

  @Test
  void aNameIsRefusedWhoeverBearsIt() {
    assertThat(of("app:web")).isEqualTo(new RunUser("app:web", "app", 10001, 33, NonRoot.NAME));
    assertThat(of("ghost")).isEqualTo(new RunUser("ghost", "ghost", -1, -1, NonRoot.NAME));
    assertThat(of("99999999999999999999").nonRoot()).isEqualTo(NonRoot.NAME);
    assertThat(of("app:nogroup").group()).isEqualTo(-1);
  }

  @Test
  void commandsHaveTheFormThatTheyWereWrittenIn() {
    Start shell = Start.of(List.of("/bin/sh", "-c", "run it"), List.of("more"));
    assertThat(shell.entrypoint().form()).isEqualTo(Form.SHELL);
    assertThat(shell.ignored()).isTrue();
    Start exec = Start.of(List.of("/usr/bin/tini", "--", "app"), List.of("--port", "80"));
    assertThat(exec.entrypoint().form()).isEqualTo(Form.EXEC);
    assertThat(exec.ignored()).isFalse();
    assertThat(exec.init()).isEqualTo("tini");
    assertThat(Start.of(List.of(), List.of("cmd", "/S", "/C", "run")).command().form())
        .isEqualTo(Form.SHELL);
    assertThat(Start.of(List.of(), List.of("sh", "-c", "a", "b")).command().form())
        .isEqualTo(Form.EXEC);
    assertThat(Start.of(List.of(), List.of()).command().form()).isEqualTo(Form.NONE);
  }
}

package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  @Test
  void givesOutNoMoreThanThereIs() {
    MemoryBudget budget = new MemoryBudget(100);
    assertThat(budget.reserve(101, 0)).isNull();
    MemoryBudget.Share share = budget.reserve(60, 0);
    assertThat(share).isNotNull();
    assertThat(budget.reserve(41, 0)).isNull();
    assertThat(budget.free()).isEqualTo(40);
    share.close();
    share.close();
    assertThat(budget.free()).isEqualTo(100);
  }

  @Test
  void waitsForOthers() throws InterruptedException {
    MemoryBudget budget = new MemoryBudget(100);
    MemoryBudget.Share first = budget.reserve(100, 0);
    AtomicReference<MemoryBudget.Share> second = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        new Thread(() -> {
          started.countDown();
          second.set(budget.reserve(50, 60));
        });
    thread.start();
    started.await(10, TimeUnit.SECONDS);
    first.close();
    thread.join(30_000);
    assertThat(second.get()).isNotNull();
    assertThat(budget.free()).isEqualTo(50);
  }
}

using System.Collections.Concurrent;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Each_due_trigger_is_taken_by_exactly_one_of_several_pumps()
    {
        var now = OwnTime();
        var ids = Enumerable.Range(0, 60).Select(_ => Make.Id("d")).ToList();
        await Store.In(t => ids.ForEach(id => t.PutTriggers(id, [Trigger(id, "every", now.AddSeconds(-1))])));
        var fired = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var idle = 0; idle < 3;)
            {
                var taken = await Store.In(async t =>
                {
                    var due = await t.TakeDueTriggers(now, 5, default);
                    foreach (var trigger in due)
                    {
                        t.MoveTrigger(trigger.DefinitionId, trigger.ActivityId, null);
                    }

                    return due;
                });
                taken.ToList().ForEach(trigger => fired.Add(trigger.DefinitionId));
                idle = taken.Count == 0 ? idle + 1 : 0;
            }
        })));

        fired.Where(ids.Contains).Order().ShouldBe(ids.Order());
    }

    [Fact]
    public async Task Triggers_of_a_definition_are_replaced_as_a_whole_and_move_on()
    {
        var now = OwnTime();
        var (id, other) = (Make.Id("d"), Make.Id("d"));
        await Store.In(t =>
        {
            t.PutTriggers(id, [Trigger(id, "a", now.AddHours(-2)), Trigger(id, "b", now.AddHours(-1)), Trigger(id, "c", now.AddTicks(1)), Trigger(id, "d", null)]);
            t.PutTriggers(other, [Trigger(other, "a", now.AddHours(-3))]);
        });

        (await Store.In(t => t.TakeDueTriggers(now, 100, default))).Where(t => t.DefinitionId == id).ShouldBe([Trigger(id, "a", now.AddHours(-2)), Trigger(id, "b", now.AddHours(-1))]);
        (await Store.In(t => t.TakeDueTriggers(now, 1, default))).ShouldHaveSingleItem().DefinitionId.ShouldBe(other);
        (await Store.Reads.NextTrigger(default)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(now.AddHours(-3));
        await Store.In(t => { t.MoveTrigger(id, "a", now.AddHours(5)); t.PutTriggers(other, []); });
        (await Store.In(t => t.Triggers(id, default))).Select(t => (t.ActivityId, t.DueAt)).ShouldBe(
            [("a", now.AddHours(5)), ("b", now.AddHours(-1)), ("c", now.AddTicks(1)), ("d", (DateTimeOffset?)null)]);
        (await Store.Reads.Triggers(default)).Select(t => t.DefinitionId).ShouldNotContain(other);
        await Should.ThrowAsync<LostRaceException>(() => Store.In(t => t.MoveTrigger(other, "a", now)));
        await Store.In(t => t.PutTriggers(id, []));
        (await Store.In(t => t.Triggers(id, default))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_that_want_to_be_the_only_running_instance_one_is()
    {
        var (definition, correlation) = (Make.Id("d"), Make.Id("k"));
        var begun = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => Store.In(async t =>
        {
            var occupant = await t.LockRunning(definition, null, anyCorrelation: true, default);
            if (occupant is null)
            {
                t.InsertInstance(Running($"{definition}-{n}"));
            }

            return occupant is null;
        }))));

        begun.Count(first => first).ShouldBe(1);
        (await Store.In(t => t.LockRunning(definition, correlation, anyCorrelation: false, default))).ShouldNotBeNull();
        (await Store.In(t => t.LockRunning(null, correlation, anyCorrelation: false, default))).ShouldNotBeNull();
        (await Store.In(t => t.LockRunning(definition, null, anyCorrelation: false, default))).ShouldBeNull("it has a correlation id");
        (await Store.In(t => t.LockRunning(Make.Id("d"), null, anyCorrelation: true, default))).ShouldBeNull();

        InstanceRecord Running(string id)
        {
            var made = Make.Instance(id);
            return made with { Row = made.Row with { DefinitionId = definition, CorrelationId = correlation } };
        }
    }

    [Fact]
    public async Task An_instance_that_has_ended_keeps_nobody_from_beginning()
    {
        var definition = Make.Id("d");
        var record = Make.Instance(Make.Id("i"));
        await Store.In(t => t.InsertInstance(record with { Row = record.Row with { DefinitionId = definition, FinishedAt = Make.Now } }));

        (await Store.In(t => t.LockRunning(definition, null, anyCorrelation: true, default))).ShouldBeNull();
    }

    [Fact]
    public async Task Subscriptions_follow_the_correlation_id_of_their_instance()
    {
        var (id, before, after, name) = (Make.Id("i"), Make.Id("k"), Make.Id("k"), Make.Id("e"));
        await Store.In(t => { t.AddSubscription(new(id, id + ":1", name, before)); t.AddSubscription(new("other-" + id, "b", name, before)); });
        await Store.In(t => t.CorrelateSubscriptions(id, after));

        (await Store.In(t => t.Subscribers(name, after, null, default))).ShouldHaveSingleItem().InstanceId.ShouldBe(id);
        (await Store.In(t => t.Subscribers(name, before, null, default))).ShouldHaveSingleItem().InstanceId.ShouldBe("other-" + id);
    }

    private static TriggerRow Trigger(string definition, string activity, DateTimeOffset? due) => new(definition, activity, definition + ":1", "Elsa.Timer", "00:10:00", due);
}

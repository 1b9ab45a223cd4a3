using System.Collections.Concurrent;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Audit_rows_of_writers_that_come_together_form_whole_chains()
    {
        var action = Make.Id("act");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => Store.In(async t =>
        {
            for (var k = 0; k < 2; k++)
            {
                await t.AddAudit(new(Make.Now.AddSeconds(n), $"p{n}", "王五", null, action, "task", $"o{n}", "Done", """{"理由":"同意"}""", "c", null), default);
            }

            return 0;
        }))));

        var found = await Store.Reads.Audit(new(Action: action, Size: 500), default);
        found.Total.ShouldBe(80);
        foreach (var head in await Store.Reads.Chains(default))
        {
            var last = new ChainHead(head.Chain, 0, "");
            foreach (var row in await Store.Reads.ChainRows(head.Chain, 0, 10_000, default))
            {
                AuditChain.Break(row, last).ShouldBeNull();
                last = new(row.Chain, row.Seq, row.Hash);
            }

            last.ShouldBe(head);
        }
    }

    [Fact]
    public async Task Audit_rows_are_found_by_person_object_time_and_text()
    {
        var action = Make.Id("act");
        await Store.In(async t =>
        {
            foreach (var (actor, at) in new[] { ("p1", 1), ("p2", 2), ("p1", 3) })
            {
                await t.AddAudit(new(Make.Now.AddHours(at), actor, "姓名", null, action, "case", $"o{at}", "Done", """{"事由":"延期三天"}""", "c", "127.0.0.1"), default);
            }

            return 0;
        });

        (await Find(new(Action: action))).ShouldBe(["o3", "o2", "o1"]);
        (await Find(new(Action: action, Actor: "p1"))).ShouldBe(["o3", "o1"]);
        (await Find(new(Action: action, ObjectType: "case", ObjectId: "o2"))).ShouldBe(["o2"]);
        (await Find(new(Action: action, From: Make.Now.AddHours(2), Until: Make.Now.AddHours(3)))).ShouldBe(["o2"]);
        (await Find(new(Action: action, Text: "延期", Page: 2, Size: 2))).ShouldBe(["o1"]);
        (await Find(new(Action: action, Text: "100%"))).ShouldBeEmpty();

        async Task<IEnumerable<string?>> Find(AuditQuery query) => (await Store.Reads.Audit(query, default)).Items.Select(row => row.ObjectId).ToList();
    }
}

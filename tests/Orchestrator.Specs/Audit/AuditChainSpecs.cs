using System.Security.Cryptography;
using System.Text;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Storage;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Audit;

/// <summary>The form that is hashed never changes: rows of years must go on to verify.</summary>
public sealed class AuditChainSpecs
{
    private static readonly DateTimeOffset At = new(2020, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_form_is_length_prefixed_fields()
    {
        var entry = new AuditEntry(At, "d1.jb", "张三", null, "Tasks.Complete", "task", "c1:5", "Done", null, "k-1", null);

        AuditChain.Canonical(entry).ShouldBe($"18:{At.UtcTicks}\n5:d1.jb\n2:张三\n-\n14:Tasks.Complete\n4:task\n4:c1:5\n4:Done\n-\n3:k-1\n-\n");
        AuditChain.After(new(3, 41, "ab"), entry).ShouldBe(new ChainHead(3, 42, Hash($"2:ab\n1:3\n2:42\n{AuditChain.Canonical(entry)}")));
    }

    [Fact]
    public void Entries_of_any_length_are_hashed_whole()
    {
        var random = new Random(7);
        var head = new ChainHead(0, 9, "");
        for (var n = 0; n < 300; n++)
        {
            string? Text() => random.Next(5) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(random.Next(4) == 0 ? 4_000 : 40)).Select(_ => random.Next(3) switch { 0 => "转", 1 => "x", _ => "𠀀" }));
            var entry = new AuditEntry(At.AddTicks(n), Text() ?? "", Text() ?? "", Text(), Text() ?? "", Text(), Text(), Text() ?? "", Text(), Text(), Text());
            var fields = string.Concat(
                ((string?[])[$"{entry.At.UtcTicks}", entry.ActorId, entry.ActorName, entry.ActorUnit, entry.Action, entry.ObjectType, entry.ObjectId, entry.Result, entry.Details, entry.CommandId, entry.RemoteAddress])
                .Select(field => field is null ? "-\n" : $"{field.Length}:{field}\n"));

            AuditChain.Canonical(entry).ShouldBe(fields);
            var next = AuditChain.After(head, entry);
            next.Hash.ShouldBe(Hash($"{head.Hash.Length}:{head.Hash}\n1:0\n{$"{head.Seq + 1}".Length}:{head.Seq + 1}\n{fields}"));
            head = next;
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

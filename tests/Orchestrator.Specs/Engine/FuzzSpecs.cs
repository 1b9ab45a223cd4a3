using System.Text;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Engine;

/// <summary>Whatever the bytes, reading a definition or a state ends with a result or a named refusal.</summary>
public sealed class FuzzSpecs
{
    [Fact]
    public void No_mutation_of_a_shipped_definition_makes_the_reader_throw_or_the_engine_fail()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SEED"), out var given) ? given : 20_200_803;
        var random = new Random(seed);
        var originals = Directory.EnumerateDirectories(ShippedWorkflowSpecs.Folder()).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(File.ReadAllBytes).Append(Encoding.UTF8.GetBytes(WayBack())).ToArray();
        var readable = 0;
        for (var round = 0; round < 400; round++)
        {
            var mutant = Mutate(originals[random.Next(originals.Length)], random);
            try
            {
                var (workflow, problems) = Workflow.Read(mutant);
                (workflow is null).ShouldBe(problems.Any(problem => problem.Severity == ProblemSeverity.Error));
                if (workflow is not null)
                {
                    readable++;
                    Walk(workflow, random);
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, round {round}: {e.Message}\n{Encoding.UTF8.GetString(mutant)}", e);
            }
        }

        readable.ShouldBeGreaterThan(10, "some mutants must still be definitions, or nothing was tried");
    }

    [Fact]
    public void No_mutation_of_a_saved_state_gets_past_its_reader_as_anything_but_a_refusal_or_a_state()
    {
        var player = WayBackSpecs.TwoRounds().Decide("submit", "Done", JsObject.Of(("text", "v1")));
        var workflow = Elsa.Document(Elsa.Flowchart("a -> b", Elsa.Task("a"), Elsa.Line("b"))).Read();
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var mutant = Mutate(player.State.Save(), random);
            try
            {
                WorkflowState.Load(mutant, workflow).Save();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(1_000);
    }

    private static void Walk(Workflow workflow, Random random)
    {
        var player = Player.Start(workflow, new JsObject(), budget: 2_000);
        for (var i = 0; i < 5 && player.State.Bookmarks.Count > 0; i++)
        {
            var bookmark = player.State.Bookmarks[random.Next(player.State.Bookmarks.Count)];
            player.Now = player.Now.AddDays(1);
            player.Resume(bookmark.Kind switch
            {
                BookmarkKind.Task => new TaskCompleted(bookmark.Id, "Submit", new JsObject()),
                BookmarkKind.Event => new EventArrived(bookmark.Id, null),
                BookmarkKind.Child => new ChildFinished(bookmark.Id, "c", "Finished", null),
                BookmarkKind.Barrier => new BarrierOpened(bookmark.Id, null),
                _ => new TimerFired(bookmark.Id),
            });
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 3:
                    bytes[at] = (byte)"0123456789{}[]\":,tfn"[random.Next(20)];
                    break;
                case 4:
                    Swap(bytes, random, "\"Done\"", "\"True\"", "null", "[]", "{}", "-1", "\"WaitAll\"", "1e999", "\"\\ud800\"");
                    break;
                default:
                    Swap(bytes, random, "\"Elsa.Flowchart\"", "\"Elsa.Sequence\"", "\"Elsa.While\"", "\"Elsa.FlowJoin\"", "\"Orchestrator.HumanTask\"", "\"Elsa.Fork\"");
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    // Puts a token in place of a random JSON string, which keeps most mutants well-formed.
    private static void Swap(List<byte> bytes, Random random, params string[] tokens)
    {
        var start = bytes.IndexOf((byte)'"', random.Next(bytes.Count));
        var end = start < 0 ? -1 : bytes.IndexOf((byte)'"', start + 1);
        if (end > start)
        {
            bytes.RemoveRange(start, end - start + 1);
            bytes.InsertRange(start, Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Length)]));
        }
    }

    private static string WayBack() => Elsa.Document(Elsa.Flowchart(
        "s -> f; f -> a -> j; f -> b -> j; j -> check; check:Ok -> t; check:Again -> f",
        Elsa.Activity("Start", "s"), Elsa.Activity("FlowFork", "f"), Elsa.Task("a"), Elsa.Task("b"), Elsa.Join("j", "WaitAllActive"), Elsa.Task("check", "Ok Again"),
        Elsa.Line("t"))).ToJsonString();
}

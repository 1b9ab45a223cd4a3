using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Values;

public sealed class JsObjectSpecs
{
    [Theory]
    [InlineData(6)]
    [InlineData(40)]
    public void It_is_an_ordered_map_whatever_is_done_to_it(int names)
    {
        var random = new Random(names);
        for (var walk = 0; walk < 200; walk++)
        {
            var (map, model) = (new JsObject(), new List<(string Name, object? Value)>());
            for (var step = 0; step < 80; step++)
            {
                var name = $"n{random.Next(names)}";
                var at = model.FindIndex(member => member.Name == name);
                if (random.Next(4) == 0)
                {
                    map.Remove(name).ShouldBe(at >= 0);
                    if (at >= 0)
                    {
                        model.RemoveAt(at);
                    }
                }
                else
                {
                    map[name] = (double)step;
                    if (at >= 0)
                    {
                        model[at] = (name, (double)step);
                    }
                    else
                    {
                        model.Add((name, (double)step));
                    }
                }

                var asked = $"n{random.Next(names)}";
                map.Has(asked).ShouldBe(model.Exists(member => member.Name == asked));
                map[asked].ShouldBe(model.Find(member => member.Name == asked).Value);
                map.TryGet(asked, out _).ShouldBe(map.Has(asked));
            }

            map.Count.ShouldBe(model.Count);
            map.Names.ShouldBe(model.Select(member => member.Name));
            map.Members.Select(member => (member.Key, member.Value)).ShouldBe(model);
        }
    }

    [Fact]
    public void Names_differ_by_case_and_null_is_a_value()
    {
        var map = JsObject.Of(("a", 1.0), ("A", null));

        (map.Count, map["a"], map.Has("A"), map["A"], map.Has("b"), map["b"]).ShouldBe((2, 1.0, true, null, false, null));
    }
}

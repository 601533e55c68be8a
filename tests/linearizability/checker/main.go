// Checks with Porcupine whether histories of slots are linearizable. Standard input has an operation a
// line: history, slot, client, what it says ("holds", "does_not_hold", "is_reserved"), what it held,
// what it became (a number, or "-"), when it was called and answered, in nanoseconds. Prints how many
// were looked at; the exit code is 1 where one is not linearizable.
package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/anishathalye/porcupine"
)

type question struct {
	says       string
	held       int64
	becomes    int64
	isToBecome bool
}

// A slot: free at first, then a reservation (above zero) or unavailable (-1).
var slot = porcupine.Model{
	Init: func() interface{} { return int64(0) },
	Step: func(state, input, _ interface{}) (bool, interface{}) {
		held, it := state.(int64), input.(question)
		isTrue := false
		switch it.says {
		case "holds":
			isTrue = held == it.held
		case "does_not_hold":
			isTrue = held != it.held
		case "is_reserved":
			isTrue = held > 0
		}
		if it.isToBecome {
			return isTrue, it.becomes
		}
		return isTrue, held
	},
}

func main() {
	type place struct{ history, slot int }
	histories := map[place][]porcupine.Operation{}
	count := 0
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var at place
		var client int
		var it question
		var becomes string
		var called, answered int64
		if _, err := fmt.Sscan(lines.Text(), &at.history, &at.slot, &client, &it.says, &it.held, &becomes, &called, &answered); err != nil {
			fmt.Fprintln(os.Stderr, err, lines.Text())
			os.Exit(2)
		}
		if becomes != "-" {
			it.isToBecome = true
			fmt.Sscan(becomes, &it.becomes)
		}
		histories[at] = append(histories[at], porcupine.Operation{ClientId: client, Input: it, Call: called, Return: answered})
		count++
	}
	bad := 0
	for at, operations := range histories {
		if !porcupine.CheckOperations(slot, operations) {
			fmt.Printf("history %d, slot %d: not linearizable\n", at.history, at.slot)
			bad++
		}
	}
	fmt.Printf("%d histories of slots, %d operations, %d not linearizable\n", len(histories), count, bad)
	if bad != 0 {
		os.Exit(1)
	}
}

"""The demo's press: what two dozen invented papers print, and a server on this machine that answers for them."""

" The rival of rival.py in Vim: yes | vim -N -u NONE -i NONE -n -es -S rival.vim save NOTE
" It saves with :write, and whenever Vim asks whether to save over a newer version, the answer is yes.
let s:note = argv(1)
let s:count = {'saves': 0, 'lost': 0, 'torn': 0, 'gone': []}

function! s:Render(ours, theirs, carried)
  let top = ['# ours ' .. a:ours .. ' ' .. repeat('x', a:ours % 7)]
  let own = ['theirs ' .. a:theirs .. ' carried ' .. a:carried]
  return top + own + repeat(['row ' .. a:theirs], 60) + ['- [ ] end ' .. a:ours]
endfunction

function! s:Next()
  let ours = str2nr(matchstr(getline(1), '^# ours \zs\d\+'))
  let own = matchlist(getline(2), '^theirs \(\d\+\) carried \(\d\+\)$')
  if empty(own) || s:Render(ours, own[1], own[2]) != getline(1, '$')
    let s:count.torn += 1
  elseif own[1] != s:count.saves
    let s:count.lost += 1
    call add(s:count.gone, s:count.saves)
  endif
  let s:count.saves += 1
  silent %delete _
  call setline(1, s:Render(ours, s:count.saves, ours))
endfunction

call writefile(['begun'], '/dev/stdout', 'a')
let s:began = reltime()
while !filereadable(s:note .. '.stop') && reltimefloat(reltime(s:began)) < 60
  silent execute 'edit!' fnameescape(s:note)
  call s:Next()
  try
    silent write!
  catch /E949:/ " Vim sees that the file changed while it wrote, and leaves it: nothing was saved.
    let s:count.saves -= 1
  endtry
  sleep 1m
endwhile
let s:told = json_encode(s:count)
call writefile([s:told], '/dev/stdout', 'a')
" Whatever Vim complained about on the way: what it counted is told.
0cquit
